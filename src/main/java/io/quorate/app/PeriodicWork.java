package io.quorate.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Threads for what is looked at every few seconds; they do not keep the process alive. */
final class PeriodicWork {

    private PeriodicWork() {}

    static ScheduledExecutorService named(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
