package io.quorate.raft.sim;

import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * A machine's journal: collects what steps hand out while a sync is running, then syncs all of it as one batch. A batch
 * is atomic. What a crash leaves is some beginning of the batches not yet acknowledged.
 */
final class Disk {

    private DurableState durable = DurableState.EMPTY;
    private List<Write> syncing = List.of();
    private List<Write> collecting = new ArrayList<>();
    private long syncingToken;
    private long collectingToken;
    private boolean busy;

    /** What is certainly there. */
    DurableState durable() {
        return durable;
    }

    void collect(long token, List<Write> writes) {
        collecting.addAll(writes);
        collectingToken = token;
    }

    boolean isBusy() {
        return busy;
    }

    /** Whether everything handed out is durable. */
    boolean isIdle() {
        return !busy && collecting.isEmpty();
    }

    /** Takes what was collected under way. */
    void begin() {
        busy = true;
        syncing = collecting;
        syncingToken = collectingToken;
        collecting = new ArrayList<>();
    }

    /** The sync is through; the token that is durable now. */
    long finish() {
        busy = false;
        durable = apply(durable, syncing);
        syncing = List.of();
        return syncingToken;
    }

    boolean hasMore(long persistedToken) {
        return collectingToken > persistedToken;
    }

    /**
     * Everything in memory is gone.
     *
     * @param batchesKept how many of the batches under way turn out to be there after all: 0, 1 (the one being synced)
     *     or 2
     */
    void crash(int batchesKept) {
        if (batchesKept > 0) {
            durable = apply(durable, syncing);
        }
        if (batchesKept > 1) {
            durable = apply(durable, collecting);
        }
        busy = false;
        syncing = List.of();
        collecting = new ArrayList<>();
        syncingToken = 0;
        collectingToken = 0;
    }

    private static DurableState apply(DurableState before, List<Write> writes) {
        DurableState after = before;
        for (Write write : writes) {
            try {
                after = after.with(write);
            } catch (RuntimeException e) {
                throw new SimulationFailure("journal in order", "a write that does not fit: " + e.getMessage(), e);
            }
        }
        return after;
    }
}
