package io.quorate.raft.core;

import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import java.util.Optional;

/** Snapshots that travel from the leader to a follower (§7, figure 13). The bytes are the shell's. */
final class Snapshots {

    private Snapshots() {}

    static void onChunk(Step step, NodeId from, SnapshotChunk chunk) {
        Draft state = step.state;
        if (chunk.term() < state.term()) {
            step.out.sendNow(
                    from, new SnapshotAck(state.term(), chunk.snapshot().index(), 0, false, chunk.round()));
            return;
        }
        Following.hear(step, from, chunk.term(), chunk.round());
        if (chunk.snapshot().index() > state.commitIndex) {
            step.out.chunk = Optional.of(chunk);
        } else if (state.durability.index() >= chunk.snapshot().index()) {
            acknowledge(step, from, chunk.snapshot());
        }
    }

    /** All of it is here. Outdated by now (pitfall 9): the log has it. */
    static void onReceived(Step step, SnapshotMeta snapshot) {
        Draft state = step.state;
        if (snapshot.index() > state.commitIndex) {
            step.write(new Write.Install(snapshot));
            state.commitIndex = snapshot.index();
            state.handedIndex = snapshot.index();
            step.out.restore = Optional.of(snapshot);
        }
        if (!step.isLeader() && state.leader.isPresent()) {
            acknowledge(step, state.leader.get(), snapshot);
        }
    }

    /** The leader hears from a follower that is receiving, or has received. */
    static void onAck(Step step, NodeId from, Incarnation life, SnapshotAck ack) {
        if (!step.isLeader() || ack.term() != step.state.term()) {
            return;
        }
        Progress progress = step.leading().peers.get(from);
        if (progress == null) {
            return;
        }
        if (!Replication.heard(step, from, progress, life, ack.round())) {
            return;
        }
        if (ack.installed()) {
            Replication.accepted(step, from, progress, ack.snapshotIndex());
            if (progress.mode == Progress.Mode.SNAPSHOT) {
                // the log has been compacted beyond it meanwhile: another one is needed
                progress.probe(progress.match + 1);
            }
        }
        Heartbeats.confirm(step);
        Commitment.advance(step);
    }

    static void onSendFailed(Step step, NodeId to) {
        Progress progress = step.isLeader() ? step.leading().peers.get(to) : null;
        if (progress != null && progress.mode == Progress.Mode.SNAPSHOT) {
            progress.probe(progress.match + 1);
            progress.probing = true;
        }
    }

    private static void acknowledge(Step step, NodeId to, SnapshotMeta snapshot) {
        Draft state = step.state;
        step.out.sendAfter(
                to, new SnapshotAck(state.term(), snapshot.index(), 0, true, state.heard.roundIn(state.term())));
    }
}
