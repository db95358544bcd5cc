package io.quorate.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes everything that waits in one transaction: one commit, one fsync, however many actors are behind it. Requests
 * do not affect each other, unless the database itself fails; then nobody knows the outcome of any of them.
 *
 * <p>For the writer's thread only.
 */
final class Appender {

    /** What one actor has sent: its writes in order, answered one by one (empty: stored; else why it was rejected). */
    record Request(List<AtomicEvents> writes, CompletableFuture<List<Optional<Exception>>> answer) {
        long size() {
            return writes.stream().mapToLong(AtomicEvents::size).sum();
        }
    }

    /** A write that may be stored, and what its stream looks like just before it. */
    private record Placed(AtomicEvents write, StreamState before) {}

    private final JournalStore store;
    private final EventTable events;
    private final StreamCache known;

    Appender(JournalStore store, EventTable events, StreamCache known) {
        this.store = store;
        this.events = events;
        this.known = known;
    }

    /** Writes the group and completes every request's answer; throws nothing. */
    void append(List<Request> group) {
        Map<String, StreamState> changed = new LinkedHashMap<>();
        List<Runnable> answers;
        try {
            store.open();
            answers = store.write(session -> stage(session, group, changed));
        } catch (RuntimeException e) {
            for (Request request : group) {
                request.writes().forEach(write -> known.forget(write.persistenceId()));
                request.answer().completeExceptionally(e);
            }
            return;
        }
        known.putAll(changed);
        answers.forEach(Runnable::run);
    }

    /** Returns the answers to give once the transaction is committed. */
    private List<Runnable> stage(Session session, List<Request> group, Map<String, StreamState> changed)
            throws SQLException {
        List<Runnable> answers = new ArrayList<>();
        for (Request request : group) {
            try {
                List<Optional<Exception>> results = stage(session, request, changed);
                answers.add(() -> request.answer().complete(results));
            } catch (SequenceRefusedException e) {
                answers.add(() -> request.answer().completeExceptionally(e));
            }
        }
        events.flush(session);
        events.saveHighest(session, changed);
        return answers;
    }

    /** Checks all writes of the request before adding the first, so that a refused one leaves nothing in the batch. */
    private List<Optional<Exception>> stage(Session session, Request request, Map<String, StreamState> changed)
            throws SQLException {
        Map<String, StreamState> after = new HashMap<>(changed);
        List<Placed> placed = new ArrayList<>();
        for (AtomicEvents asked : request.writes()) {
            AtomicEvents write = rejectTooLarge(asked);
            StreamState before = state(session, write.persistenceId(), after);
            before.objectionTo(write.firstNr()).ifPresent(objection -> {
                throw new SequenceRefusedException(store.name(), write.persistenceId(), write.firstNr(), objection);
            });
            placed.add(new Placed(write, before));
            after.put(
                    write.persistenceId(),
                    write.rejection().isPresent()
                            ? before.afterRejecting(write.lastNr())
                            : before.afterWriting(write.lastNr()));
        }
        for (Placed one : placed) {
            add(session, one);
        }
        changed.putAll(after);
        return placed.stream().map(one -> one.write().rejection()).toList();
    }

    private void add(Session session, Placed placed) throws SQLException {
        long previousNr = placed.before().highestNr();
        for (EventRow row : placed.write().events()) {
            events.add(session, placed.before().id(), previousNr, row);
            previousNr = row.sequenceNr();
        }
    }

    private StreamState state(Session session, String persistenceId, Map<String, StreamState> newer)
            throws SQLException {
        StreamState state = newer.get(persistenceId);
        if (state != null) {
            return state;
        }
        Optional<StreamState> cached = known.get(persistenceId);
        return cached.isPresent() ? cached.get() : events.findOrCreate(session, persistenceId);
    }

    private AtomicEvents rejectTooLarge(AtomicEvents write) {
        for (EventRow row : write.events()) {
            if (row.size() > store.largestPayload()) {
                return write.rejected(new IllegalArgumentException("Event " + row.sequenceNr() + " of persistence id '"
                        + write.persistenceId() + "' has " + row.size() + " bytes; " + store.name() + " takes at most "
                        + store.largestPayload() + "."));
            }
        }
        return write;
    }
}
