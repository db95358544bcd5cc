package io.quorate.mysql;

import java.time.Duration;

/** A moment after which a call must have ended. */
final class Deadline {

    private final long at;
    private final Duration limit;

    private Deadline(Duration limit) {
        this.limit = limit;
        this.at = System.nanoTime() + limit.toNanos();
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    /** Never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
    }

    /** For socket time-outs: at least 1, since they take 0 for "for ever". */
    int remainingMillisUpTo(Duration most) {
        long millis = Math.min(remaining().toMillis(), most.toMillis());
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
    }

    boolean isOver() {
        return remaining().isZero();
    }

    /** What was granted. */
    Duration limit() {
        return limit;
    }
}
