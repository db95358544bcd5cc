package io.quorate.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The snapshots of one open database, without blocking the caller. Large ones are written and removed in steps of a few
 * megabytes with a commit each, so that events need not wait for them. Thread-safe.
 */
final class SnapshotShelf {

    /** Pieces per transaction: 4 MiB. */
    private static final int STEP = 16;

    private final AsyncStore store;
    private final SnapshotTable table;

    SnapshotShelf(AsyncStore store) {
        this.store = store;
        this.table = new SnapshotTable(store.store(), new EventTable(store.store()));
    }

    /** The newest in the range. Fails when that one is damaged: an older one would hide the loss. */
    CompletionStage<Optional<SnapshotRow>> newest(String persistenceId, SnapshotRange range) {
        return store.read(session -> table.newest(session, persistenceId, range));
    }

    /** Visible, and in place of an older one with the same number, once everything is on disk. */
    CompletionStage<Void> save(SnapshotRow row) {
        byte[] bytes = row.state().bytes();
        int chunks = SnapshotTable.chunks(bytes.length);
        int first = Math.min(chunks, STEP);
        return store.change(session -> {
                    long id = table.nextId(session);
                    table.writeChunks(session, id, bytes, 0, first);
                    return id;
                })
                .thenCompose(id -> writeRest(id, bytes, first, chunks))
                .thenCompose(id -> store.change(session -> table.publish(session, id, row)))
                .thenCompose(this::removeChunks);
    }

    private CompletableFuture<Long> writeRest(long id, byte[] bytes, int from, int chunks) {
        if (from >= chunks) {
            return CompletableFuture.completedFuture(id);
        }
        int to = Math.min(chunks, from + STEP);
        return store.change(session -> {
                    table.writeChunks(session, id, bytes, from, to);
                    return to;
                })
                .thenCompose(next -> writeRest(id, bytes, next, chunks));
    }

    /** All in the range; none is fine. */
    CompletionStage<Void> delete(String persistenceId, SnapshotRange range) {
        return store.change(session -> table.hide(session, persistenceId, range))
                .thenCompose(this::removeChunks);
    }

    private CompletableFuture<Void> removeChunks(List<Long> ids) {
        return ids.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : store.inSteps(session -> table.deleteSomeChunks(session, ids, STEP));
    }
}
