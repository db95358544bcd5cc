package io.quorate.raft.actor;

import io.quorate.raft.actor.storage.StoredSnapshot;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import io.quorate.raft.core.transfer.ChunkReceiver;
import io.quorate.raft.core.transfer.ChunkSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Snapshots on their way: those this node sends, at a rate that leaves room for everything else, and the one it is
 * receiving. For the replica's thread only.
 */
final class SnapshotTraffic {

    /** Larger ones could not be held in memory. */
    private static final long MAX_BYTES = Integer.MAX_VALUE - 16L;

    /** Silence of a receiver after which its pieces are sent again. */
    private static final Duration RESEND_AFTER = Duration.ofSeconds(1);

    private static final int CHUNK_BYTES = ChunkSender.CHUNK_BYTES - 8 * 1024;

    /** A piece for a node. */
    record Piece(NodeId to, SnapshotChunk chunk) {}

    private final long bytesPerSecond;
    private final Map<NodeId, ChunkSender> senders = new HashMap<>();
    private final Set<NodeId> waiting = new HashSet<>();
    private final ChunkReceiver receiver = new ChunkReceiver(MAX_BYTES);
    private Optional<SnapshotMeta> loading = Optional.empty();
    private long allowance;
    private long allowedAtNanos;

    SnapshotTraffic(long bytesPerSecond, long nowNanos) {
        this.bytesPerSecond = bytesPerSecond;
        this.allowedAtNanos = nowNanos;
    }

    /** A node needs the snapshot; returns its index if it has to be read from the store first. */
    Optional<Long> begin(NodeId to, SnapshotMeta newest) {
        senders.remove(to);
        waiting.add(to);
        if (loading.isPresent()) {
            return Optional.empty();
        }
        loading = Optional.of(newest);
        return Optional.of(newest.index());
    }

    /** It was read. */
    void loaded(StoredSnapshot snapshot) {
        SnapshotMeta meta = loading.orElseThrow();
        for (NodeId to : waiting) {
            senders.put(to, new ChunkSender(meta, snapshot.bytes(), CHUNK_BYTES, RESEND_AFTER));
        }
        waiting.clear();
        loading = Optional.empty();
    }

    /** It could not be read; returns who will not get it. */
    List<NodeId> notLoaded() {
        List<NodeId> disappointed = List.copyOf(waiting);
        waiting.clear();
        loading = Optional.empty();
        return disappointed;
    }

    void stop(NodeId to) {
        senders.remove(to);
        waiting.remove(to);
    }

    /** This node no longer leads. */
    void stopAll() {
        senders.clear();
        waiting.clear();
    }

    void onAck(NodeId from, SnapshotAck ack, long nowNanos) {
        ChunkSender sender = senders.get(from);
        if (sender != null) {
            sender.onAck(ack, nowNanos);
            if (sender.isDone()) {
                senders.remove(from);
            }
        }
    }

    boolean isSending() {
        return !senders.isEmpty();
    }

    /** What may go out now. */
    List<Piece> next(long nowNanos, long term, long round) {
        if (senders.isEmpty()) {
            return List.of();
        }
        long burst = Math.max(bytesPerSecond / 10, 4L * CHUNK_BYTES);
        double seconds = (nowNanos - allowedAtNanos) / 1e9;
        allowance = Math.min(burst, allowance + (long) (seconds * bytesPerSecond));
        allowedAtNanos = nowNanos;
        List<Piece> pieces = new ArrayList<>();
        for (Map.Entry<NodeId, ChunkSender> entry : senders.entrySet()) {
            for (SnapshotChunk chunk : entry.getValue().next(nowNanos, allowance, term, round)) {
                allowance -= chunk.data().size();
                pieces.add(new Piece(entry.getKey(), chunk));
            }
        }
        return pieces;
    }

    /** A piece came from the leader. */
    Optional<ChunkReceiver.Progress> onChunk(SnapshotChunk chunk) {
        return receiver.onChunk(chunk);
    }

    /** What was received could not be used. */
    void forgetReceived() {
        receiver.reset();
    }
}
