package io.quorate.hooks;

import java.util.Locale;

/**
 * What happens while a list of hooks runs, told as it happens. Those of a detached hook come from another thread, and
 * may come after the list has ended.
 */
public sealed interface HookEvent {

    HookPoint point();

    /** One sentence for the audit. */
    String describe();

    /** A list begins; {@code count} may be 0, then nothing but {@link ListFinished} follows. */
    record ListStarted(HookPoint point, int count) implements HookEvent {
        @Override
        public String describe() {
            return count == 0 ? point.key() + ": no hooks" : point.key() + ": " + count + " hooks to run";
        }
    }

    /**
     * A hook begins.
     *
     * @param command its text with the values in place, for people to read
     */
    record Started(HookPoint point, HookCommand hook, int count, String command) implements HookEvent {
        @Override
        public String describe() {
            String how = hook.isAsynchronous() ? " starts, not waited for: " : " starts: ";
            return String.format(Locale.ROOT, "%s: hook %d of %d", point.key(), hook.position(), count) + how + command;
        }
    }

    /** A hook has ended. */
    record Finished(HookPoint point, HookOutcome outcome) implements HookEvent {
        @Override
        public String describe() {
            return point.key() + ": " + outcome.describe();
        }
    }

    /** A list has ended. */
    record ListFinished(HookResult result) implements HookEvent {
        @Override
        public HookPoint point() {
            return result.point();
        }

        @Override
        public String describe() {
            return result.fold(
                    passed -> point().key() + ": done",
                    failed -> point().key() + ": failed at "
                            + failed.first().hook().position());
        }
    }
}
