package io.quorate.raft.core.transfer;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.message.SnapshotChunk;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the pieces of a snapshot together, in whatever order and however often they come. A piece of a newer snapshot, of
 * another one of a later leader (who may have nothing newer), or of the same one with other bytes begins anew; other pieces
 * of older ones are ignored. Not thread-safe; for one owner.
 */
public final class ChunkReceiver {

    /** A whole snapshot whose checksum is right. */
    public record Received(SnapshotMeta snapshot, Bytes whole) {}

    /**
     * What a piece led to.
     *
     * @param nextOffset all bytes before this one are here: what to answer
     * @param complete the whole, with the piece that completed it
     */
    public record Progress(long nextOffset, Optional<Received> complete) {}

    /** A snapshot that is not whole yet; {@code ranges}: what is here, from and to (exclusive), never touching. */
    private static final class Assembly {

        private final SnapshotMeta snapshot;
        private long term;
        private final int checksum;
        private final byte[] buffer;
        private final NavigableMap<Long, Long> ranges = new TreeMap<>();

        Assembly(SnapshotChunk first) {
            this.snapshot = first.snapshot();
            this.term = first.term();
            this.checksum = first.checksum();
            this.buffer = new byte[(int) first.totalBytes()];
        }

        boolean isOf(SnapshotChunk piece) {
            return snapshot.equals(piece.snapshot())
                    && buffer.length == piece.totalBytes()
                    && checksum == piece.checksum();
        }

        /** A later leader's snapshot counts, whatever it holds; of the same leader the newer one. */
        boolean isAheadOf(SnapshotChunk piece) {
            return term > piece.term()
                    || (term == piece.term()
                            && snapshot.index() > piece.snapshot().index());
        }

        /** End of what is here without a gap. */
        long contiguous() {
            Long end = ranges.get(0L);
            return end == null ? 0 : end;
        }

        void put(SnapshotChunk piece) {
            term = Math.max(term, piece.term());
            long from = piece.offset();
            long to = from + piece.data().size();
            System.arraycopy(
                    piece.data().unsafeArray(),
                    0,
                    buffer,
                    (int) from,
                    piece.data().size());
            var before = ranges.floorEntry(from);
            if (before != null && before.getValue() >= from) {
                from = before.getKey();
                to = Math.max(to, before.getValue());
            }
            var after = ranges.ceilingEntry(from);
            while (after != null && after.getKey() <= to) {
                to = Math.max(to, after.getValue());
                ranges.remove(after.getKey());
                after = ranges.ceilingEntry(from);
            }
            ranges.put(from, to);
        }
    }

    private final long maxBytes;
    private Optional<Assembly> assembly = Optional.empty();

    /** What was handed over last, without its bytes: late pieces of it must not begin it anew. */
    private Optional<SnapshotMeta> completed = Optional.empty();

    /** @param maxBytes a larger snapshot is refused, as it cannot be held */
    public ChunkReceiver(long maxBytes) {
        this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 8);
    }

    /**
     * Takes a piece.
     *
     * @return empty when the piece is outdated or makes no sense, and deserves no answer
     */
    public Optional<Progress> onChunk(SnapshotChunk piece) {
        if (!isSensible(piece)) {
            return Optional.empty();
        }
        if (completed.equals(Optional.of(piece.snapshot()))) {
            return Optional.of(new Progress(piece.totalBytes(), Optional.empty()));
        }
        Assembly current = assembly.orElse(null);
        if (current == null || !current.isOf(piece)) {
            if (current != null && current.isAheadOf(piece)) {
                return Optional.empty();
            }
            current = new Assembly(piece);
            assembly = Optional.of(current);
        }
        current.put(piece);
        if (current.contiguous() < current.buffer.length) {
            return Optional.of(new Progress(current.contiguous(), Optional.empty()));
        }
        assembly = Optional.empty();
        Bytes whole = Bytes.owning(current.buffer);
        if (Checksums.crc32c(whole) != current.checksum) {
            // Pieces of different bytes under one name; from the beginning.
            return Optional.of(new Progress(0, Optional.empty()));
        }
        completed = Optional.of(current.snapshot);
        return Optional.of(new Progress(current.buffer.length, Optional.of(new Received(current.snapshot, whole))));
    }

    /** Forgets what has arrived, and what was complete: it could not be used, or another is to come. */
    public void reset() {
        assembly = Optional.empty();
        completed = Optional.empty();
    }

    private boolean isSensible(SnapshotChunk piece) {
        return piece.totalBytes() >= 0
                && piece.totalBytes() <= maxBytes
                && piece.offset() >= 0
                && piece.offset() + piece.data().size() <= piece.totalBytes();
    }
}
