package io.quorate.raft.core;

import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;

/** When a snapshot is due, and how much of the log goes with it (§7). */
final class Compaction {

    /** How many times the usual tail is kept for somebody who is catching up. */
    private static final int PATIENCE = 4;

    private Compaction() {}

    static void onApplied(Step step, long index) {
        Draft state = step.state;
        if (index > state.handedIndex) {
            throw Invariants.broken(state, "entry " + index + " was applied, " + state.handedIndex + " was handed out");
        }
        state.appliedIndex = Math.max(state.appliedIndex, index);
        long since = state.stored.snapshotIndex();
        step.out.wantsSnapshot = state.appliedIndex - since >= step.settings.snapshotEntries()
                || state.log().bytes(since + 1, state.appliedIndex) >= step.settings.snapshotBytes();
    }

    /** An older one than is known already is good for nothing. */
    static void onTaken(Step step, SnapshotMeta snapshot) {
        if (snapshot.index() <= step.state.stored.snapshotIndex()) {
            return;
        }
        if (snapshot.index() > step.state.handedIndex) {
            throw Invariants.broken(
                    step.state, "a snapshot of entry " + snapshot.index() + ", which was not to be applied yet");
        }
        step.state.appliedIndex = Math.max(step.state.appliedIndex, snapshot.index());
        long first = Math.max(step.state.log().firstIndex(), firstToKeep(step, snapshot.index()));
        step.write(new Write.Compact(snapshot, first));
    }

    private static long firstToKeep(Step step, long index) {
        long usual = index + 1 - step.settings.keepEntries();
        if (!step.isLeader()) {
            return usual;
        }
        long slowest = step.leading().peers.values().stream()
                .filter(progress -> progress.heardWithin(step.times.election(), step.now))
                .mapToLong(progress -> progress.match + 1)
                .min()
                .orElse(usual);
        long patient = index + 1 - (long) PATIENCE * step.settings.keepEntries();
        return Math.max(patient, Math.min(usual, slowest));
    }
}
