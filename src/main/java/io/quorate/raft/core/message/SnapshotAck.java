package io.quorate.raft.core.message;

/**
 * Answers a {@link SnapshotChunk}.
 *
 * @param snapshotIndex of which snapshot
 * @param nextOffset all bytes before this one have arrived; without meaning when installed
 * @param installed the snapshot is durable and in use; sent once, and again for late pieces of it
 */
public record SnapshotAck(long term, long snapshotIndex, long nextOffset, boolean installed, long round)
        implements Message {}
