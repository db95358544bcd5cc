package io.quorate.mysql;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Breaks off calls that exceed their time: one thread for all of them, since breaking off is a matter of microseconds. */
final class Watchdog {

    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mysql-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Calls {@code breakOff} once, unless the guard is closed before the time is over. */
    Guard guard(Duration limit, Runnable breakOff) {
        AtomicBoolean fired = new AtomicBoolean();
        Future<?> scheduled = timer.schedule(
                () -> {
                    fired.set(true);
                    breakOff.run();
                },
                limit.toNanos(),
                TimeUnit.NANOSECONDS);
        return new Guard(scheduled, fired);
    }

    /** One call under watch. */
    record Guard(Future<?> scheduled, AtomicBoolean fired) implements AutoCloseable {

        boolean hasFired() {
            return fired.get();
        }

        @Override
        public void close() {
            scheduled.cancel(false);
        }
    }
}
