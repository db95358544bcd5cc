package io.quorate.mysql;

import io.quorate.model.ReplicationChannel;
import io.quorate.model.gtid.GtidSet;
import java.util.List;
import java.util.Optional;

/**
 * What changes while replication is operated on, read in one round trip.
 *
 * @param channels the default one first; empty for a server that is no replica
 * @param executed as {@link io.quorate.model.GtidState#executed()}
 */
public record ReplicationStatus(
        List<ReplicationChannel> channels, Optional<GtidSet> executed, boolean isReadOnly, boolean isSuperReadOnly) {

    public ReplicationStatus {
        channels = List.copyOf(channels);
    }

    /** The channel of this name, '' for the default one. */
    public Optional<ReplicationChannel> channel(String name) {
        return channels.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
