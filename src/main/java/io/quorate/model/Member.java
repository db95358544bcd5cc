package io.quorate.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One server in its {@link Topology}: what was observed, what was said of it, and where it stands.
 *
 * @param depth 0 for the head, counted along replication links; the member of a ring of co-primaries that does not
 *     name the cluster has 1
 * @param isCoPrimary whether it and the server above it replicate from each other
 */
public record Member(Observation observation, Annotations annotations, int depth, boolean isCoPrimary) {

    public InstanceKey key() {
        return observation.key();
    }

    /** The last good probe; empty for a server known by name only. */
    public Optional<Instance> instance() {
        return observation.instance();
    }

    public boolean isLastCheckValid() {
        return observation.isLastCheckValid();
    }

    /** Whether both its replication threads ran when last seen. */
    public boolean isReplicating() {
        return instance().map(Instance::isReplicating).orElse(false);
    }

    /** Whether it has a source, as last seen. */
    public boolean isReplica() {
        return instance().map(Instance::isReplica).orElse(false);
    }

    public boolean isDowntimedAt(Instant now) {
        return annotations.isDowntimedAt(now);
    }

    /** The registered rule, else the one the server's own query says, else {@link PromotionRule#NEUTRAL}. */
    public PromotionRule promotionRule() {
        return annotations
                .registeredRule()
                .or(() -> instance().flatMap(Instance::promotionRule))
                .orElse(PromotionRule.NEUTRAL);
    }

    public Place place() {
        return instance().map(Instance::place).orElse(Place.UNKNOWN);
    }

    public ReplicationLag lag() {
        return instance().map(Instance::lag).orElse(ReplicationLag.UNKNOWN);
    }

    /** Whether it is a replica whose lag, apart from a delay someone asked for, is known and within the limit. */
    public boolean lagsAtMost(Duration limit) {
        Duration delay = instance().map(Instance::configuredDelay).orElse(Duration.ZERO);
        return lag().fold(lag -> lag.minus(delay).abs().compareTo(limit) <= 0, () -> false);
    }
}
