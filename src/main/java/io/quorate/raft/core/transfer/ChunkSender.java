package io.quorate.raft.core.transfer;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One snapshot on its way to one node: a window of pieces goes out, each answer moves the window, and when answers stay
 * away sending goes on from the last place that was answered. Not thread-safe; for one owner.
 */
public final class ChunkSender {

    /** Bytes in a piece, unless told otherwise; half of what the transport takes in one message. */
    public static final int CHUNK_BYTES = 128 * 1024;

    /** Pieces under way. */
    public static final int WINDOW = 4;

    private final SnapshotMeta snapshot;
    private final Bytes whole;
    private final int checksum;
    private final int chunkBytes;
    private final long resendNanos;

    /** All before this has arrived. */
    private long acknowledged;

    /**
     * What the newest answer said. Below {@link #acknowledged} when the receiver was restarted and has lost what it had, or
     * when the answer was overtaken by later ones: only silence tells which.
     */
    private long lastAnswer;

    /** All before this was sent. */
    private long sent;

    /** A snapshot without bytes is one empty piece; this says that it is under way. */
    private boolean begun;

    private long lastProgressNanos;
    private boolean done;

    /**
     * @param whole the snapshot's bytes
     * @param chunkBytes size of a piece
     * @param resendAfter silence after which pieces are sent again
     */
    public ChunkSender(SnapshotMeta snapshot, Bytes whole, int chunkBytes, Duration resendAfter) {
        this.snapshot = snapshot;
        this.whole = whole;
        this.checksum = Checksums.crc32c(whole);
        this.chunkBytes = chunkBytes;
        this.resendNanos = resendAfter.toNanos();
    }

    public SnapshotMeta snapshot() {
        return snapshot;
    }

    /** Whether the receiver has said that the snapshot is in use there. */
    public boolean isDone() {
        return done;
    }

    /** All before this byte has arrived. */
    public long acknowledgedBytes() {
        return acknowledged;
    }

    public long totalBytes() {
        return whole.size();
    }

    /**
     * The pieces to send now.
     *
     * @param maxBytes at most this many, rounded up to a piece; the caller's limit of the rate
     * @param term the leader's term
     * @param round the leader's round of heartbeats, which the receiver answers back
     */
    public List<SnapshotChunk> next(long nowNanos, long maxBytes, long term, long round) {
        if (begun && !done && nowNanos - lastProgressNanos >= resendNanos) {
            acknowledged = lastAnswer;
            sent = acknowledged;
            begun = false;
            lastProgressNanos = nowNanos;
        }
        List<SnapshotChunk> pieces = new ArrayList<>();
        long budget = maxBytes;
        while (!done && budget > 0 && hasMore() && sent - acknowledged < (long) WINDOW * chunkBytes) {
            if (!begun) {
                lastProgressNanos = nowNanos;
            }
            SnapshotChunk piece = piece(term, round);
            pieces.add(piece);
            begun = true;
            sent += piece.data().size();
            budget -= Math.max(1, piece.data().size());
        }
        return pieces;
    }

    /** Also true when everything was sent before, arrived, and yet was not answered as installed. */
    private boolean hasMore() {
        return sent < whole.size() || !begun;
    }

    private SnapshotChunk piece(long term, long round) {
        // The last piece once more, when all have arrived and only the final answer is missing.
        long from = sent < whole.size() ? sent : Math.max(0, whole.size() - (long) chunkBytes);
        int to = (int) Math.min(whole.size(), from + chunkBytes);
        Bytes data = Bytes.owning(Arrays.copyOfRange(whole.unsafeArray(), (int) from, to));
        sent = from;
        return new SnapshotChunk(term, snapshot, whole.size(), checksum, from, data, round);
    }

    /** An answer of the receiver; answers about other snapshots change nothing. */
    public void onAck(SnapshotAck ack, long nowNanos) {
        if (ack.snapshotIndex() != snapshot.index() || done) {
            return;
        }
        if (ack.installed()) {
            done = true;
        } else if (ack.nextOffset() <= whole.size()) {
            lastAnswer = ack.nextOffset();
            if (lastAnswer > acknowledged) {
                acknowledged = lastAnswer;
                sent = Math.max(sent, acknowledged);
                lastProgressNanos = nowNanos;
            }
        }
    }
}
