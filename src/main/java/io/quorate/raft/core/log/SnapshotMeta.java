package io.quorate.raft.core.log;

import io.quorate.raft.core.membership.Configuration;

/**
 * Names a snapshot of the state machine; the bytes are the shell's.
 *
 * @param index the last entry it contains
 * @param term that entry's term
 * @param stampMillis that entry's log time
 * @param configuration in force at that entry
 * @param configurationIndex the entry that configuration came with, at most {@code index}
 */
public record SnapshotMeta(
        long index, long term, long stampMillis, Configuration configuration, long configurationIndex) {}
