package io.quorate.operations.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two looks at a server; ends early when the thread is interrupted, which stays set. */
interface Pause {

    void take(Duration length);

    /** Waits on a latch that nobody opens. */
    static Pause real() {
        CountDownLatch never = new CountDownLatch(1);
        return length -> {
            try {
                boolean opened = never.await(length.toNanos(), TimeUnit.NANOSECONDS);
                assert !opened;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
