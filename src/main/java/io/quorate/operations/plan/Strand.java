package io.quorate.operations.plan;

import io.quorate.model.InstanceKey;
import java.util.List;

/**
 * Steps on one server, one after another; a failed one ends the strand.
 *
 * @param key the server
 * @param ifItFails what that means for the rest of the plan
 */
public record Strand(InstanceKey key, IfItFails ifItFails, List<Step> steps) {

    /** What the failure of a strand means. */
    public enum IfItFails {
        /** No further stage begins; strands that run beside it are let to their end. */
        ABORT,
        /** This server is lost, the rest goes on. */
        LOSE_IT,
        /** It is told, nothing else. */
        NOTE
    }

    public Strand {
        steps = List.copyOf(steps);
        for (Step step : steps) {
            if (!step.key().equals(key)) {
                throw new IllegalArgumentException("a strand on " + key + " holds a step on " + step.key());
            }
        }
    }

    public static Strand of(InstanceKey key, IfItFails ifItFails, Step... steps) {
        return new Strand(key, ifItFails, List.of(steps));
    }
}
