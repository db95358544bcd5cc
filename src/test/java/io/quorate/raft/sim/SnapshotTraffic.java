package io.quorate.raft.sim;

import io.quorate.raft.core.Input;
import io.quorate.raft.core.Output;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import io.quorate.raft.core.transfer.ChunkReceiver;
import io.quorate.raft.core.transfer.ChunkSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes, sends and receives the snapshots of one process. */
final class SnapshotTraffic {

    private static final Duration RESEND = Duration.ofMillis(200);
    private static final long RETRY = 50 * Schedule.MILLI;
    private static final int MAX_BYTES = 1 << 20;

    private final World world;
    private final Machine machine;
    private final Replica replica;
    private final Map<NodeId, ChunkSender> senders = new TreeMap<>();
    private final ChunkReceiver receiver = new ChunkReceiver(MAX_BYTES);
    private boolean taking;

    SnapshotTraffic(World world, Machine machine, Replica replica) {
        this.world = world;
        this.machine = machine;
        this.replica = replica;
    }

    void takeSnapshot() {
        Optional<SnapshotMeta> position = replica.application().position();
        if (taking || position.isEmpty()) {
            return;
        }
        taking = true;
        StoredSnapshot snapshot =
                new StoredSnapshot(position.get(), replica.application().store().snapshot());
        machine.store(snapshot, running -> {
            taking = false;
            running.step(new Input.SnapshotTaken(snapshot.meta()));
        });
    }

    void start(List<NodeId> receivers) {
        for (NodeId node : receivers) {
            Optional<StoredSnapshot> newest =
                    replica.state().snapshot().flatMap(meta -> machine.snapshot(meta.index()));
            if (newest.isPresent()) {
                StoredSnapshot snapshot = newest.get();
                senders.put(
                        node,
                        new ChunkSender(
                                snapshot.meta(),
                                snapshot.content(),
                                world.plan().chunkBytes(),
                                RESEND));
                sendDue(node);
            } else {
                machine.toProcessLater(
                        RETRY, "no snapshot", node, running -> running.step(new Input.SnapshotSendFailed(node)));
            }
        }
    }

    void stop(List<NodeId> receivers) {
        receivers.forEach(senders::remove);
    }

    void acknowledged(NodeId from, SnapshotAck ack) {
        ChunkSender sender = senders.get(from);
        if (sender != null) {
            sender.onAck(ack, machine.clock().nanos());
            sendDue(from);
        }
    }

    /** What is due to all receivers. */
    void send() {
        if (!replica.isLeader()) {
            senders.clear();
        }
        List.copyOf(senders.keySet()).forEach(this::sendDue);
    }

    private void sendDue(NodeId node) {
        ChunkSender sender = senders.get(node);
        if (sender != null && replica.isLeader()) {
            sender.next(
                            machine.clock().nanos(),
                            MAX_BYTES,
                            replica.state().term(),
                            replica.state().round())
                    .forEach(chunk -> replica.send(new Output.Outbound(node, chunk)));
        }
    }

    void received(SnapshotChunk chunk) {
        receiver.onChunk(chunk).ifPresent(progress -> {
            acknowledge(chunk, progress.nextOffset());
            progress.complete().ifPresent(this::store);
        });
    }

    private void store(ChunkReceiver.Received received) {
        machine.store(
                new StoredSnapshot(received.snapshot(), received.whole()),
                running -> running.step(new Input.SnapshotReceived(received.snapshot())));
    }

    private void acknowledge(SnapshotChunk chunk, long nextOffset) {
        replica.state().leader().ifPresent(leader -> {
            SnapshotAck ack =
                    new SnapshotAck(replica.state().term(), chunk.snapshot().index(), nextOffset, false, chunk.round());
            replica.send(new Output.Outbound(leader, ack));
        });
    }
}
