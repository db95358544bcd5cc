package io.quorate.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The queue in front of a store's only writer: work is done in the order of arrival by one thread at a time, which is
 * borrowed from the executor while there is work. Appends that wait next to each other are handed over as one group.
 *
 * <p>Thread-safe. A full queue refuses; a closed lane refuses everything.
 */
final class WriterLane {

    private sealed interface Job permits Append, Step {}

    private record Append(Appender.Request request) implements Job {}

    private record Step(Runnable work) implements Job {}

    private final Executor executor;
    private final Appender appender;
    private final String store;
    private final int maxQueued;
    private final long maxGroupBytes;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** All below: guarded by this. */
    private final Deque<Job> queue = new ArrayDeque<>();

    private boolean running;
    private Optional<Runnable> closing = Optional.empty();

    WriterLane(Executor executor, Appender appender, String store, int maxQueued, long maxGroupBytes) {
        this.executor = executor;
        this.appender = appender;
        this.store = store;
        this.maxQueued = maxQueued;
        this.maxGroupBytes = maxGroupBytes;
    }

    CompletableFuture<List<Optional<Exception>>> append(List<AtomicEvents> writes) {
        Appender.Request request = new Appender.Request(writes, new CompletableFuture<>());
        enqueue(new Append(request), request.answer());
        return request.answer();
    }

    <T> CompletableFuture<T> submit(Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        enqueue(new Step(() -> complete(answer, work)), answer);
        return answer;
    }

    static <T> void complete(CompletableFuture<T> answer, Supplier<T> work) {
        try {
            answer.complete(work.get());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /**
     * Refuses further work, finishes what waits, then runs the last step, on the calling thread if nothing is going on.
     */
    CompletableFuture<Void> close(Runnable last) {
        synchronized (this) {
            if (closing.isPresent()) {
                return closed;
            }
            closing = Optional.of(last);
            if (running) {
                return closed;
            }
        }
        finish(last);
        return closed;
    }

    private void enqueue(Job job, CompletableFuture<?> answer) {
        synchronized (this) {
            if (closing.isPresent()) {
                answer.completeExceptionally(new JournalException("The journal in " + store + " is closed."));
                return;
            }
            if (queue.size() >= maxQueued) {
                answer.completeExceptionally(new JournalException("The journal in " + store + " cannot keep up: "
                        + maxQueued + " requests wait to be written. Find out why its disk or server is slow."));
                return;
            }
            queue.add(job);
            if (running) {
                return;
            }
            running = true;
        }
        start();
    }

    private void start() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // The system is on its way down and its executors with it: what is in the queue is still written.
            drain();
        }
    }

    private void drain() {
        while (true) {
            List<Job> group;
            synchronized (this) {
                group = takeGroup();
                if (group.isEmpty()) {
                    running = false;
                    if (closing.isEmpty()) {
                        return;
                    }
                }
            }
            if (group.isEmpty()) {
                closing.ifPresent(this::finish);
                return;
            }
            run(group);
        }
    }

    private void finish(Runnable last) {
        WriterLane.<Void>complete(closed, () -> {
            last.run();
            return null;
        });
    }

    /** The first job, and if it is an append the appends right behind it, up to the size of a transaction. */
    private List<Job> takeGroup() {
        List<Job> group = new ArrayList<>();
        long bytes = 0;
        while (!queue.isEmpty() && bytes < maxGroupBytes) {
            if (queue.peek() instanceof Append append) {
                bytes += append.request().size();
            } else if (!group.isEmpty()) {
                return group;
            }
            Job job = queue.remove();
            group.add(job);
            if (job instanceof Step) {
                return group;
            }
        }
        return group;
    }

    private void run(List<Job> group) {
        if (group.get(0) instanceof Step step) {
            step.work().run();
            return;
        }
        List<Appender.Request> requests = new ArrayList<>();
        for (Job job : group) {
            if (job instanceof Append append) {
                requests.add(append.request());
            }
        }
        appender.append(requests);
    }
}
