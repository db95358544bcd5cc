package io.quorate.hooks;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * How one hook ended.
 *
 * @param hook the hook
 * @param ending how its process ended
 * @param took from the start to the end, or to the moment when it was left to itself
 * @param tail the last of what it wrote to its output and error output, at most {@link OutputTail#LIMIT} bytes
 */
public record HookOutcome(HookCommand hook, Ending ending, Duration took, String tail) {

    /** Whether it did what it was asked, or nobody waits to know. */
    public boolean isSuccess() {
        return ending.isSuccess();
    }

    /** One sentence: which hook, how it ended, how long it took, and its last line if it failed. */
    public String describe() {
        String sentence = String.format(
                Locale.ROOT, "hook %d %s after %.3f s", hook.position(), ending.describe(), took.toMillis() / 1000.0);
        String lastLine = tail.strip().lines().reduce("", (before, line) -> line);
        return isSuccess() || lastLine.isEmpty() ? sentence : sentence + ", saying: " + lastLine;
    }

    /** How a hook's process ended. */
    public sealed interface Ending {

        boolean isSuccess();

        /** A verb phrase: "exited with status 1". */
        String describe();

        /** Its exit status if it has one, else what the function for the other endings says. */
        default <T> T fold(Function<Exited, T> exited, Function<Ending, T> other) {
            return this instanceof Exited e ? exited.apply(e) : other.apply(this);
        }
    }

    /**
     * It ended by itself, or was killed by somebody else.
     *
     * @param status exit status; 128 and above: killed by the signal that is left after taking 128 off
     */
    public record Exited(int status) implements Ending {
        @Override
        public boolean isSuccess() {
            return status == 0;
        }

        @Override
        public String describe() {
            return "exited with status " + status;
        }
    }

    /**
     * It was still running after its time and was killed, with all it had started.
     *
     * @param limit the time it had
     */
    public record TimedOut(Duration limit) implements Ending {
        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public String describe() {
            return "was killed, for it ran longer than " + limit.toSeconds() + " s,";
        }
    }

    /**
     * No process came into being.
     *
     * @param reason what the operating system said
     */
    public record NotStarted(String reason) implements Ending {
        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public String describe() {
            return "could not be started (" + reason + ")";
        }
    }

    /** The thread that waited for it was interrupted, for the node stops; it was killed. */
    public record Interrupted() implements Ending {
        @Override
        public boolean isSuccess() {
            return false;
        }

        @Override
        public String describe() {
            return "was killed, for the node stops,";
        }
    }

    /** It runs by itself; a {@link HookEvent.Finished} will tell how it ended, and nothing depends on it. */
    public record Detached() implements Ending {
        @Override
        public boolean isSuccess() {
            return true;
        }

        @Override
        public String describe() {
            return "was left to itself";
        }
    }
}
