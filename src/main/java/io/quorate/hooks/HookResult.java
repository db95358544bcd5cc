package io.quorate.hooks;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** How a list of hooks went. */
public sealed interface HookResult {

    HookPoint point();

    /** The hooks that were run, in their order; those behind a veto are missing. */
    List<HookOutcome> outcomes();

    <T> T fold(Function<Passed, T> passed, Function<Failed, T> failed);

    /** Calls {@code action} if a hook failed; then, at a point that vetoes, what was to follow must not happen. */
    default HookResult onFailure(Consumer<Failed> action) {
        fold(passed -> Optional.<Failed>empty(), Optional::of).ifPresent(action);
        return this;
    }

    static HookResult of(HookPoint point, List<HookOutcome> outcomes) {
        List<HookOutcome> all = List.copyOf(outcomes);
        return all.stream()
                .filter(outcome -> !outcome.isSuccess())
                .findFirst()
                .<HookResult>map(first -> new Failed(point, all, first))
                .orElseGet(() -> new Passed(point, all));
    }

    /** None failed; perhaps there was none. */
    record Passed(HookPoint point, List<HookOutcome> outcomes) implements HookResult {
        @Override
        public <T> T fold(Function<Passed, T> passed, Function<Failed, T> failed) {
            return passed.apply(this);
        }
    }

    /**
     * One failed, or several.
     *
     * @param first the first that did
     */
    record Failed(HookPoint point, List<HookOutcome> outcomes, HookOutcome first) implements HookResult {

        /** Exit status of the first that failed; empty if it timed out or could not be started. */
        public Optional<Integer> exitStatus() {
            return first.ending().fold(exited -> Optional.of(exited.status()), other -> Optional.empty());
        }

        /** One sentence for the audit and the operator. */
        public String reason() {
            return point.key() + ": " + first.describe();
        }

        @Override
        public <T> T fold(Function<Passed, T> passed, Function<Failed, T> failed) {
            return failed.apply(this);
        }
    }
}
