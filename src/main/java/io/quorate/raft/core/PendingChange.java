package io.quorate.raft.core;

/** A change of the group whose entry is in this leader's log. */
record PendingChange(long number, long index) {}
