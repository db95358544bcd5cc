package io.quorate.statemachine;

import java.util.function.Function;
import java.util.function.LongFunction;

/** What a change came to once it was applied; the same on every node. */
public sealed interface Outcome {

    /**
     * It took effect.
     *
     * @param id the number given to what was made (a recovery, a detection, a maintenance); 0 where nothing is numbered
     */
    record Done(long id) implements Outcome {}

    /** It was agreed on but changes nothing, for a reason a person can read. */
    record Refused(String reason) implements Outcome {}

    /** Took effect, nothing numbered. */
    static Outcome done() {
        return new Done(0);
    }

    static Outcome refused(String reason) {
        return new Refused(reason);
    }

    default <T> T fold(LongFunction<T> done, Function<String, T> refused) {
        return this instanceof Done d ? done.apply(d.id()) : refused.apply(((Refused) this).reason());
    }

    default boolean isDone() {
        return this instanceof Done;
    }
}
