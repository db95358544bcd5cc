package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import io.quorate.operations.plan.Plan;
import io.quorate.operations.plan.Stage;
import io.quorate.operations.plan.Strand;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts the replicas off the dead primary, so that what they have received stands still, and reads it.
 *
 * @param plan to be carried out first; its readings make a {@link Measurement}
 * @param thaw puts them back as they were, should nobody be promoted
 */
public record Freeze(Plan plan, Plan thaw) implements Preparation {

    /** The replicas that replicated, or tried to, until now. */
    public List<InstanceKey> cutOff() {
        return thaw.stages().stream()
                .flatMap(stage -> stage.strands().stream())
                .map(Strand::key)
                .toList();
    }

    /** The same for fewer servers, to measure again what has changed meanwhile. */
    public Plan planWithout(Set<InstanceKey> left) {
        return new Plan(plan.stages().stream()
                .map(stage -> new Stage(
                        stage.purpose(),
                        stage.strands().stream()
                                .filter(strand -> !left.contains(strand.key()))
                                .toList()))
                .toList());
    }

    @Override
    public <T> T foldPreparation(Function<Freeze, T> freeze, Function<Refusal, T> refusal) {
        return freeze.apply(this);
    }
}
