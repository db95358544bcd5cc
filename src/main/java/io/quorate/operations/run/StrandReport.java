package io.quorate.operations.run;

import io.quorate.model.InstanceKey;
import io.quorate.operations.plan.Step;
import io.quorate.operations.plan.Strand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of a strand.
 *
 * @param steps those that were tried, in order; the last one is the one that failed, if one did
 */
public record StrandReport(Strand strand, List<StepReport> steps) {

    public StrandReport {
        steps = List.copyOf(steps);
    }

    public InstanceKey key() {
        return strand.key();
    }

    /** The step at which it ended; empty when all went well. */
    public Optional<StepReport> failure() {
        return steps.stream().filter(s -> !s.outcome().isDone()).findFirst();
    }

    public boolean isDone() {
        return failure().isEmpty() && steps.size() == strand.steps().size();
    }

    /** Whether this kind of step was done. */
    public boolean hasDone(Class<? extends Step> kind) {
        return steps.stream()
                .anyMatch(s -> kind.isInstance(s.step()) && s.outcome().isDone());
    }

    /** Which state the server was left in, for people: what was done, what failed, what was not begun. */
    public String stateLeft() {
        List<StepReport> done = steps.stream().filter(s -> s.outcome().isDone()).toList();
        List<Step> open = strand.steps().subList(steps.size(), strand.steps().size());
        StringBuilder text = new StringBuilder(
                failure().map(StepReport::describe).orElse(key() + ": " + (open.isEmpty() ? "all done" : "not begun")));
        if (!done.isEmpty()) {
            text.append("; done before: ")
                    .append(join(done.stream().map(StepReport::step).toList()));
        }
        if (!open.isEmpty()) {
            text.append("; not done: ").append(join(open));
        }
        return text.toString();
    }

    private static String join(List<Step> steps) {
        return steps.stream().map(Step::describe).collect(Collectors.joining(", "));
    }
}
