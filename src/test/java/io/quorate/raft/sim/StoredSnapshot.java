package io.quorate.raft.sim;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.SnapshotMeta;

/** A snapshot on a machine's disk. */
record StoredSnapshot(SnapshotMeta meta, Bytes content) {}
