package io.quorate.operations.run;

/** How one step ended. */
public sealed interface StepOutcome {

    /** It was done. */
    record Done() implements StepOutcome {}

    /**
     * It was not, or nobody knows.
     *
     * @param reason one sentence
     * @param isEffectUnknown whether the server may have done it nevertheless: it was asked and the answer was lost
     */
    record Failed(String reason, boolean isEffectUnknown) implements StepOutcome {}

    /** It was not begun, since the fence was closed. */
    record Fenced(String reason) implements StepOutcome {}

    static StepOutcome done() {
        return new Done();
    }

    default boolean isDone() {
        return this instanceof Done;
    }

    default boolean isFenced() {
        return this instanceof Fenced;
    }

    /** Whether the server may have done it although we cannot tell. */
    default boolean isEffectUnknown() {
        return this instanceof Failed failed && failed.isEffectUnknown();
    }

    /** Why it was not done; empty when it was. */
    default String reason() {
        if (this instanceof Failed failed) {
            return failed.reason();
        }
        return this instanceof Fenced fenced ? fenced.reason() : "";
    }
}
