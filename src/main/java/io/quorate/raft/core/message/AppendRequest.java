package io.quorate.raft.core.message;

import io.quorate.raft.core.log.Entry;
import java.util.List;

/**
 * Entries to append, or none: then it is a heartbeat (§5.3).
 *
 * @param prevIndex the entry just before the first of these; 0 at the log's beginning
 * @param prevTerm its term; 0 at the log's beginning
 * @param commit the leader's commit index
 * @param round grows with each round of heartbeats; answered back, so that the leader knows which of its messages was
 *     heard (reads, leases)
 */
public record AppendRequest(long term, long prevIndex, long prevTerm, List<Entry> entries, long commit, long round)
        implements Message {
    public AppendRequest {
        entries = List.copyOf(entries);
    }
}
