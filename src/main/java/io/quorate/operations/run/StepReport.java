package io.quorate.operations.run;

import io.quorate.operations.plan.Step;
import java.time.Duration;
import java.time.Instant;

/**
 * One step that was tried.
 *
 * @param took from the start to the answer
 */
public record StepReport(Step step, Instant startedAt, Duration took, StepOutcome outcome) {

    /** {@code db2:3306: stop replication: 3 ms} or {@code …: failed after 3 ms: reason}. */
    public String describe() {
        String what = step.key() + ": " + step.describe();
        if (outcome.isDone()) {
            return what + ": " + took.toMillis() + " ms";
        }
        String unknown = outcome.isEffectUnknown() ? "; it may have happened nevertheless" : "";
        return what
                + (outcome.isFenced() ? ": not begun: " : ": failed after " + took.toMillis() + " ms: ")
                + outcome.reason()
                + unknown;
    }
}
