package io.quorate.raft.core;

import io.quorate.raft.core.Output.Outbound;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.Message;
import io.quorate.raft.core.message.SnapshotChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what one step asks for. */
final class Outbox {

    final List<Write> writes = new ArrayList<>();
    final List<NodeId> sendSnapshot = new ArrayList<>();
    final List<NodeId> stopSnapshot = new ArrayList<>();
    final List<Output.Proposed> proposed = new ArrayList<>();
    final List<Output.ReadAnswer> reads = new ArrayList<>();
    final List<Output.ChangeAnswer> changes = new ArrayList<>();
    final List<Output.TransferAnswer> transfers = new ArrayList<>();
    Optional<SnapshotMeta> restore = Optional.empty();
    Optional<SnapshotChunk> chunk = Optional.empty();
    boolean wantsSnapshot;
    /** What moved the role or the leader. */
    String why = "";

    private final List<Outbound> now = new ArrayList<>();
    private final List<Outbound> after = new ArrayList<>();

    /** What is written later in the same step makes an earlier term and vote of this step pointless. */
    void write(Write write) {
        if (write instanceof Write.HardState
                && !writes.isEmpty()
                && writes.get(writes.size() - 1) instanceof Write.HardState) {
            writes.remove(writes.size() - 1);
        }
        writes.add(write);
    }

    void sendNow(NodeId to, Message message) {
        now.add(new Outbound(to, message));
    }

    void sendAfter(NodeId to, Message message) {
        after.add(new Outbound(to, message));
    }

    /** Whether something must become durable, or waits for it. */
    boolean needsToken() {
        return !writes.isEmpty() || !after.isEmpty();
    }

    /** Nothing is being written: what waits for the disk need not. */
    void hurry() {
        now.addAll(after);
        after.clear();
    }

    Output build(long token, Optional<Long> applyTo, Optional<Output.Leadership> leadership) {
        return new Output(
                token,
                List.copyOf(writes),
                List.copyOf(now),
                List.copyOf(after),
                applyTo,
                restore,
                chunk,
                List.copyOf(sendSnapshot),
                List.copyOf(stopSnapshot),
                wantsSnapshot,
                leadership,
                List.copyOf(proposed),
                List.copyOf(reads),
                List.copyOf(changes),
                List.copyOf(transfers));
    }
}
