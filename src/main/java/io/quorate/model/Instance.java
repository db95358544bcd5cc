package io.quorate.model;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One MySQL server as one good probe saw it. Immutable; what failed probes tell is in {@link Observation}, what
 * operators say of the server is in {@link Annotations}, what follows from its neighbours is in {@link Topology}.
 *
 * @param key under which it is known, after name resolution
 * @param alias what {@code DetectInstanceAliasQuery} says; empty when not configured
 * @param serverId {@code server_id}
 * @param serverUuid {@code server_uuid}; empty on MariaDB
 * @param uptime since the server process started
 * @param isReadOnly {@code read_only}
 * @param isSuperReadOnly {@code super_read_only}; false where the server has none
 * @param channels its replication links, the default channel first; empty for a server that is no replica
 * @param lag what operators judge it by: {@code ReplicationLagQuery} if configured, else the default channel's
 * @param replicas the servers it says replicate from it, by SHOW REPLICAS or the process list
 * @param promotionRule what {@code DetectPromotionRuleQuery} says; empty when not configured
 * @param clusterAlias what {@code DetectClusterAliasQuery} says; empty when not configured
 * @param clusterDomain what {@code DetectClusterDomainQuery} says; empty when not configured
 * @param usesPseudoGtid what {@code DetectPseudoGTIDQuery} says
 * @param replicationCredentialsAvailable whether the credentials of its channel can be read from it
 */
public record Instance(
        InstanceKey key,
        String alias,
        long serverId,
        String serverUuid,
        ServerVersion version,
        Duration uptime,
        boolean isReadOnly,
        boolean isSuperReadOnly,
        BinaryLog binaryLog,
        GtidState gtid,
        List<ReplicationChannel> channels,
        ReplicationLag lag,
        SemiSync semiSync,
        Optional<GroupMembership> group,
        SortedSet<InstanceKey> replicas,
        Place place,
        Optional<PromotionRule> promotionRule,
        String clusterAlias,
        String clusterDomain,
        boolean usesPseudoGtid,
        boolean replicationCredentialsAvailable) {

    public Instance {
        channels = List.copyOf(channels);
        replicas = Collections.unmodifiableSortedSet(new TreeSet<>(replicas));
    }

    /** The channel that places the server in its topology: the first one with a source; empty when it is no replica. */
    public Optional<ReplicationChannel> channel() {
        for (ReplicationChannel channel : channels) {
            String host = channel.source().host();
            if (!host.isEmpty() && !host.equals("_") && channel.source().port() != 0) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    /** Whether it has a source, be the source detached, the threads stopped, or all well. */
    public boolean isReplica() {
        return channel().isPresent();
    }

    /** Whether it is a replica whose two threads run. */
    public boolean isReplicating() {
        return channel().map(ReplicationChannel::isReplicating).orElse(false);
    }

    /** Whether the replica's source name was made unusable on purpose ({@code //host}). */
    public boolean isDetached() {
        return channel().map(c -> c.source().isDetached()).orElse(false);
    }

    public boolean isGroupSecondary() {
        return group.map(GroupMembership::isSecondary).orElse(false);
    }

    /**
     * The server above it in the topology: its group's primary for a group secondary, else the source of its channel;
     * empty for the head of a topology and for a detached replica.
     */
    public Optional<InstanceKey> above() {
        if (isGroupSecondary()) {
            return group.flatMap(GroupMembership::primary);
        }
        return channel().map(ReplicationChannel::source).filter(InstanceKey::isValid);
    }

    public boolean isBinlogServer() {
        return version.isBinlogServer();
    }

    /** The configured delay of its channel; zero when it is no replica. */
    public Duration configuredDelay() {
        return channel().map(ReplicationChannel::configuredDelay).orElse(Duration.ZERO);
    }

    public boolean usesOracleGtid() {
        return channel()
                .map(c -> c.gtidMode() == ReplicationChannel.Positioning.ORACLE_GTID)
                .orElse(false);
    }

    public boolean usesMariaDbGtid() {
        return channel()
                .map(c -> c.gtidMode() == ReplicationChannel.Positioning.MARIADB_GTID)
                .orElse(false);
    }

    /** The same server with what only its neighbours could tell. */
    public Instance withGtid(GtidState newGtid) {
        return new Instance(
                key,
                alias,
                serverId,
                serverUuid,
                version,
                uptime,
                isReadOnly,
                isSuperReadOnly,
                binaryLog,
                newGtid,
                channels,
                lag,
                semiSync,
                group,
                replicas,
                place,
                promotionRule,
                clusterAlias,
                clusterDomain,
                usesPseudoGtid,
                replicationCredentialsAvailable);
    }
}
