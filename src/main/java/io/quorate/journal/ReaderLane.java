package io.quorate.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Lets at most so many reads run at once as there are connections for them; the rest wait here and not on a thread, so
 * that a crowd of replays cannot keep the writer from its thread. Thread-safe.
 */
final class ReaderLane {

    private final Executor executor;
    private final int width;

    /** Guarded by this. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private int running;

    ReaderLane(Executor executor, int width) {
        this.executor = executor;
        this.width = width;
    }

    <T> CompletableFuture<T> submit(Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                WriterLane.complete(answer, work);
            } finally {
                next();
            }
        };
        synchronized (this) {
            if (running == width) {
                waiting.add(task);
                return answer;
            }
            running++;
        }
        executor.execute(task);
        return answer;
    }

    private void next() {
        Runnable task;
        synchronized (this) {
            task = waiting.poll();
            if (task == null) {
                running--;
                return;
            }
        }
        executor.execute(task);
    }
}
