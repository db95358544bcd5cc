package io.quorate.raft.core.message;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.SnapshotMeta;

/**
 * A piece of a snapshot (§7). Pieces may come in any order and more than once.
 *
 * @param snapshot which snapshot
 * @param totalBytes size of the whole
 * @param checksum CRC-32C of the whole
 * @param offset where this piece belongs
 * @param round as in {@link AppendRequest}
 */
public record SnapshotChunk(
        long term, SnapshotMeta snapshot, long totalBytes, int checksum, long offset, Bytes data, long round)
        implements Message {}
