package io.quorate.raft.actor;

import io.quorate.raft.core.Output;
import io.quorate.raft.core.log.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What waits for the disk. All writes that wait while one batch is being written are the next batch; messages that
 * promise something wait for the token of their step. Not thread-safe.
 */
final class WriteQueue {

    /** A batch is closed after this many entries or bytes; a single larger write still goes. */
    private static final int MAX_ENTRIES = 4096;

    private static final long MAX_BYTES = 4 * 1024 * 1024;

    /** Writes to be made as one; acknowledged by the token. */
    record Batch(long token, List<Write> writes) {}

    private record Step(long token, List<Write> writes) {}

    private record Held(long token, Output.Outbound message) {}

    private final Deque<Step> waiting = new ArrayDeque<>();
    private final Deque<Held> held = new ArrayDeque<>();
    private long persisted;
    private boolean writing;

    /** Takes what a step wants written, and what it wants sent after that. */
    void add(Output output) {
        if (output.token() > persisted) {
            Step last = waiting.peekLast();
            if (!output.writes().isEmpty() || last == null || last.token() < output.token()) {
                waiting.add(new Step(output.token(), output.writes()));
            }
        } else if (!output.writes().isEmpty()) {
            throw new IllegalStateException("writes under token " + output.token() + ", which is on disk already");
        }
        for (Output.Outbound message : output.sendAfter()) {
            held.add(new Held(output.token(), message));
        }
    }

    /** The next batch, unless one is being written or nothing waits. Without writes it needs no disk. */
    Optional<Batch> next() {
        if (writing || waiting.isEmpty()) {
            return Optional.empty();
        }
        List<Write> writes = new ArrayList<>();
        long token = persisted;
        long bytes = 0;
        long entries = 0;
        while (!waiting.isEmpty() && bytes < MAX_BYTES && entries < MAX_ENTRIES) {
            Step step = waiting.remove();
            token = Math.max(token, step.token());
            writes.addAll(step.writes());
            for (Write write : step.writes()) {
                if (write instanceof Write.Splice splice) {
                    entries += splice.entries().size();
                    bytes += splice.entries().stream()
                            .mapToLong(e -> e.sizeBytes())
                            .sum();
                }
            }
        }
        writing = true;
        return Optional.of(new Batch(token, writes));
    }

    /** A batch is on disk; returns what may be sent now. */
    List<Output.Outbound> written(long token) {
        writing = false;
        persisted = token;
        return released();
    }

    /** Messages whose step is on disk already. */
    List<Output.Outbound> released() {
        List<Output.Outbound> free = new ArrayList<>();
        while (!held.isEmpty() && held.element().token() <= persisted) {
            free.add(held.remove().message());
        }
        return free;
    }
}
