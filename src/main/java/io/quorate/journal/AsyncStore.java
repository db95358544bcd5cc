package io.quorate.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The events of one open database, without blocking the caller. All changes, and the question for the highest number,
 * pass through the writer's queue in the order of the calls; replays run beside it. Thread-safe.
 *
 * <p>The database is opened by the first call that needs it. If that fails, each call fails with the reason, and tries
 * again.
 */
final class AsyncStore {

    private final JournalStore store;
    private final EventTable events;
    private final StreamCache known = new StreamCache();
    private final WriterLane writer;
    private final ReaderLane readers;

    AsyncStore(JournalStore store, StoreSettings settings, Executor executor) {
        this.store = store;
        this.events = new EventTable(store);
        this.writer = new WriterLane(
                executor,
                new Appender(store, events, known),
                store.name(),
                settings.maxQueuedWrites(),
                settings.maxTransactionBytes());
        this.readers = new ReaderLane(executor, settings.readConnections());
    }

    JournalStore store() {
        return store;
    }

    /** One answer for each write: empty when stored, else why it was rejected. Failed: outcome unknown. */
    CompletionStage<List<Optional<Exception>>> append(List<AtomicEvents> writes) {
        return writer.append(writes);
    }

    /** Highest sequence number ever written, 0 for none; after all writes that were asked for before. */
    CompletionStage<Long> highestNr(String persistenceId) {
        return change(session -> highestNr(session, persistenceId));
    }

    private long highestNr(Session session, String persistenceId) throws SQLException {
        Optional<StreamState> found = events.find(session, persistenceId, true);
        if (found.isPresent() && !events.hasLast(session, found.get())) {
            throw JournalDamagedException.at(
                    store.name(),
                    persistenceId,
                    found.get().highestNr(),
                    "this is the last event that was written, and it is not there");
        }
        return found.map(StreamState::highestNr).orElse(0L);
    }

    /** Hands over at most {@code max} events in order, on a reader's thread; bounds inclusive. */
    CompletionStage<Void> replay(String persistenceId, long from, long to, long max, Consumer<EventRow> sink) {
        return read(session -> {
                    events.replay(session, persistenceId, from, to, max, sink);
                    return Optional.empty();
                })
                .thenAccept(nothing -> {});
    }

    /** Marks first, so that the events are gone for every later replay, then removes them in small steps. */
    CompletionStage<Void> deleteTo(String persistenceId, long to) {
        return change(session -> markDeleted(session, persistenceId, to)).thenCompose(marked -> {
            CompletableFuture<Void> nothing = CompletableFuture.completedFuture(null);
            return marked.map(stream -> inSteps(session -> events.deleteSome(session, stream)))
                    .orElse(nothing);
        });
    }

    private Optional<StreamState> markDeleted(Session session, String persistenceId, long to) throws SQLException {
        Optional<StreamState> found = events.find(session, persistenceId, true);
        if (found.isEmpty()) {
            return found;
        }
        StreamState after = found.get().afterDeletingTo(to);
        events.saveDeletedTo(session, after);
        return Optional.of(after);
    }

    /** A change in a transaction of its own, in turn with the other changes. */
    <T> CompletableFuture<T> change(JournalStore.Work<T> work) {
        return writer.submit(() -> opened().write(work));
    }

    /** Repeats a change while it says that there is more to do, letting others in between; then gives space back. */
    CompletableFuture<Void> inSteps(JournalStore.Work<Boolean> step) {
        return change(step).thenCompose(more -> more ? inSteps(step) : writer.submit(this::tidy));
    }

    /** A read, after all changes that were asked for before. */
    <T> CompletableFuture<T> read(JournalStore.Work<T> work) {
        return writer.submit(this::opened).thenCompose(open -> readers.submit(() -> open.read(work)));
    }

    /** Asks the store to look after its idle connections; failures show at the next use. */
    void keepAlive() {
        Supplier<Boolean> look = () -> {
            store.keepAlive();
            return true;
        };
        writer.submit(look).exceptionally(e -> false);
    }

    CompletionStage<Void> close() {
        return writer.close(store::close);
    }

    private JournalStore opened() {
        store.open();
        return store;
    }

    private Void tidy() {
        store.tidy();
        return null;
    }
}
