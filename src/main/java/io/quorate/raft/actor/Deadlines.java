package io.quorate.raft.actor;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ends answers that do not come. All have the same time, so the oldest is the next one to end, and looking at it once a
 * tick is enough: a timer for each would wake a thread for each. Thread-safe.
 */
final class Deadlines {

    private record Pending(long untilNanos, CompletableFuture<?> answer) {}

    private final Duration time;
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();

    Deadlines(Duration time) {
        this.time = time;
    }

    void add(CompletableFuture<?> answer, long nowNanos) {
        pending.add(new Pending(nowNanos + time.toNanos(), answer));
    }

    /** Ends those that are over. By one thread only. */
    void sweep(long nowNanos) {
        Pending oldest = pending.peek();
        while (oldest != null && (oldest.answer.isDone() || nowNanos - oldest.untilNanos >= 0)) {
            oldest.answer.completeExceptionally(new OutcomeUnclear("no answer within " + time.toMillis() + " ms"));
            pending.remove(oldest);
            oldest = pending.peek();
        }
    }

    /** Nobody is there any more who would answer. */
    void endAll(String reason) {
        Pending next = pending.poll();
        while (next != null) {
            next.answer.completeExceptionally(new OutcomeUnclear(reason));
            next = pending.poll();
        }
    }
}
