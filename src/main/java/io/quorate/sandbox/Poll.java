package io.quorate.sandbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for an outside process, which offers nothing better to wait on than being asked again. */
final class Poll {

    private static final long PAUSE_NANOS = Duration.ofMillis(15).toNanos();

    private Poll() {}

    /** Asks until the answer is yes, at most for the given time; false when time ran out. */
    static boolean until(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
