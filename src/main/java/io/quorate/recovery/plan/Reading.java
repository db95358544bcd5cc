package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.gtid.GtidSet;
import java.util.List;
import java.util.Optional;

/**
 * How far one replica has got, read after it was cut off its source.
 *
 * @param executed empty when the server keeps no GTIDs or did not tell
 */
public record Reading(InstanceKey key, List<ReplicationChannel> channels, Optional<GtidSet> executed) {

    public Reading {
        channels = List.copyOf(channels);
    }

    /** What was read of this link; the link itself where nothing was. */
    ReplicationChannel channel(ReplicationChannel link) {
        return channels.stream()
                .filter(c -> c.name().equals(link.name()))
                .findFirst()
                .orElse(link);
    }

    /** What a probe saw, for a plan that is only to be looked at. */
    public static Reading of(Instance instance) {
        return new Reading(instance.key(), instance.channels(), instance.gtid().executed());
    }
}
