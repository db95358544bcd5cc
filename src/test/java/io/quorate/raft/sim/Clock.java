package io.quorate.raft.sim;

/** A machine's own idea of time: a monotonic clock with a rate, a wall clock with an offset. */
final class Clock {

    private final Schedule schedule;
    private final double rate;
    private long bootedAt;
    private long monotonicAtBoot;
    private long wallOffsetMillis;

    Clock(Schedule schedule, double rate, long wallOffsetMillis) {
        this.schedule = schedule;
        this.rate = rate;
        this.wallOffsetMillis = wallOffsetMillis;
    }

    /** The monotonic clock begins anywhere: its readings mean nothing to another process. */
    void boot(long monotonicNanos) {
        bootedAt = schedule.now();
        monotonicAtBoot = monotonicNanos;
    }

    long nanos() {
        return monotonicAtBoot + (long) ((schedule.now() - bootedAt) * rate);
    }

    long wallMillis() {
        return 1_700_000_000_000L + schedule.now() / Schedule.MILLI + wallOffsetMillis;
    }

    void jump(long millis) {
        wallOffsetMillis += millis;
    }
}
