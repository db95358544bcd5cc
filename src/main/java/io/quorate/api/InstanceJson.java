package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.BinaryLog;
import io.quorate.model.BinlogCoordinates;
import io.quorate.model.Condition;
import io.quorate.model.Downtime;
import io.quorate.model.GroupMembership;
import io.quorate.model.GtidState;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.Place;
import io.quorate.model.Problem;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.SemiSync;
import io.quorate.model.ServerVersion;
import io.quorate.model.ThreadState;
import io.quorate.model.Thresholds;
import io.quorate.model.Topology;
import io.quorate.model.gtid.GtidSet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One server in the old systems' form: 88 fields, in their order, some of them twice under an older name, two of them
 * misspelt. A server that was never reached has zeros and empty texts.
 */
public final class InstanceJson {

    private final Topology topology;
    private final String clusterAlias;
    private final Thresholds thresholds;
    private final Instant now;

    /**
     * @param topology the cluster the servers belong to
     * @param clusterAlias what was suggested or set as its alias; empty when nothing was
     * @param now what counts as the present for ages and downtimes
     */
    public InstanceJson(Topology topology, String clusterAlias, Thresholds thresholds, Instant now) {
        this.topology = topology;
        this.clusterAlias = clusterAlias;
        this.thresholds = thresholds;
        this.now = now;
    }

    public Json.Body of(Member member) {
        return json -> write(json, member);
    }

    public void write(JsonGenerator json, Member member) throws IOException {
        Optional<Instance> instance = member.instance();
        Optional<ReplicationChannel> channel = instance.flatMap(Instance::channel);
        Condition condition = Condition.of(member, thresholds, now);
        json.writeStartObject();
        writeIdentity(json, member, instance);
        writeBinaryLog(json, instance.map(Instance::binaryLog).orElse(BinaryLog.DISABLED));
        writeSource(json, member, channel);
        writeThreads(json, channel);
        writeGtidUse(json, instance, channel);
        writeCoordinates(json, channel);
        writeLag(json, member, instance, channel);
        writeNeighbours(json, member, instance);
        writeCredentials(json, instance, channel);
        writeSemiSync(json, instance.map(Instance::semiSync).orElse(SemiSync.NONE));
        writeFreshness(json, member.observation(), condition);
        writeNotes(json, member);
        json.writeBooleanField("AllowTLS", channel.map(c -> c.security().tls()).orElse(false));
        Json.writeStrings(
                json,
                "Problems",
                condition.problems().stream().map(Problem::word).toList());
        KeyJson.nanos(json, "LastDiscoveryLatency", member.observation().latency());
        writeGroup(json, instance.flatMap(Instance::group));
        json.writeEndObject();
    }

    private static void writeIdentity(JsonGenerator json, Member member, Optional<Instance> instance)
            throws IOException {
        Optional<ServerVersion> version = instance.map(Instance::version);
        KeyJson.field(json, "Key", member.key());
        json.writeStringField("InstanceAlias", instance.map(Instance::alias).orElse(""));
        json.writeNumberField(
                "Uptime", instance.map(Instance::uptime).orElse(Duration.ZERO).toSeconds());
        json.writeNumberField("ServerID", instance.map(Instance::serverId).orElse(0L));
        json.writeStringField("ServerUUID", instance.map(Instance::serverUuid).orElse(""));
        json.writeStringField("Version", version.map(ServerVersion::text).orElse(""));
        json.writeStringField(
                "VersionComment", version.map(ServerVersion::comment).orElse(""));
        json.writeStringField(
                "FlavorName", version.map(v -> v.flavor().displayName()).orElse(""));
        json.writeBooleanField("ReadOnly", instance.map(Instance::isReadOnly).orElse(false));
    }

    private static void writeBinaryLog(JsonGenerator json, BinaryLog log) throws IOException {
        json.writeStringField("Binlog_format", log.format());
        json.writeStringField("BinlogRowImage", log.rowImage());
        json.writeBooleanField("LogBinEnabled", log.isEnabled());
        json.writeBooleanField("LogSlaveUpdatesEnabled", log.logsReplicaUpdates());
        json.writeBooleanField("LogReplicationUpdatesEnabled", log.logsReplicaUpdates());
        KeyJson.coordinates(json, "SelfBinlogCoordinates", log.coordinates());
    }

    private void writeSource(JsonGenerator json, Member member, Optional<ReplicationChannel> channel)
            throws IOException {
        KeyJson.field(json, "MasterKey", channel.map(ReplicationChannel::source));
        json.writeStringField(
                "MasterUUID", channel.map(ReplicationChannel::sourceUuid).orElse(""));
        json.writeStringField("AncestryUUID", Ancestry.of(topology, member));
        json.writeBooleanField(
                "IsDetachedMaster", channel.map(c -> c.source().isDetached()).orElse(false));
    }

    private static void writeThreads(JsonGenerator json, Optional<ReplicationChannel> channel) throws IOException {
        boolean sql = channel.map(c -> c.sqlThread().isRunning()).orElse(false);
        boolean io = channel.map(c -> c.ioThread().isRunning()).orElse(false);
        json.writeBooleanField("Slave_SQL_Running", sql);
        json.writeBooleanField("ReplicationSQLThreadRuning", sql);
        json.writeBooleanField("Slave_IO_Running", io);
        json.writeBooleanField("ReplicationIOThreadRuning", io);
        json.writeNumberField("ReplicationSQLThreadState", state(channel.map(ReplicationChannel::sqlThread)));
        json.writeNumberField("ReplicationIOThreadState", state(channel.map(ReplicationChannel::ioThread)));
    }

    private static int state(Optional<ThreadState> thread) {
        if (thread.isEmpty()) {
            return -1;
        }
        return switch (thread.get()) {
            case STOPPED -> 0;
            case RUNNING -> 1;
            case CONNECTING -> 2;
        };
    }

    private static void writeGtidUse(
            JsonGenerator json, Optional<Instance> instance, Optional<ReplicationChannel> channel) throws IOException {
        GtidState gtid = instance.map(Instance::gtid).orElse(GtidState.NONE);
        json.writeBooleanField(
                "HasReplicationFilters",
                channel.map(ReplicationChannel::isFiltered).orElse(false));
        json.writeStringField("GTIDMode", gtid.mode());
        json.writeBooleanField("SupportsOracleGTID", gtid.supportsOracleGtid());
        json.writeBooleanField(
                "UsingOracleGTID", instance.map(Instance::usesOracleGtid).orElse(false));
        json.writeBooleanField(
                "UsingMariaDBGTID", instance.map(Instance::usesMariaDbGtid).orElse(false));
        json.writeBooleanField(
                "UsingPseudoGTID", instance.map(Instance::usesPseudoGtid).orElse(false));
    }

    private static void writeCoordinates(JsonGenerator json, Optional<ReplicationChannel> channel) throws IOException {
        BinlogCoordinates noRelay = BinlogCoordinates.relay("", 0);
        KeyJson.coordinates(
                json,
                "ReadBinlogCoordinates",
                channel.map(ReplicationChannel::readCoordinates).orElse(BinlogCoordinates.NONE));
        BinlogCoordinates executed =
                channel.map(ReplicationChannel::executedCoordinates).orElse(BinlogCoordinates.NONE);
        KeyJson.coordinates(json, "ExecBinlogCoordinates", executed);
        json.writeBooleanField("IsDetached", executed.file().startsWith("//"));
        KeyJson.coordinates(
                json,
                "RelaylogCoordinates",
                channel.map(ReplicationChannel::relayCoordinates).orElse(noRelay));
        json.writeStringField(
                "LastSQLError", channel.map(c -> c.sqlError().message()).orElse(""));
        json.writeStringField(
                "LastIOError", channel.map(c -> c.ioError().message()).orElse(""));
    }

    private static void writeLag(
            JsonGenerator json, Member member, Optional<Instance> instance, Optional<ReplicationChannel> channel)
            throws IOException {
        GtidState gtid = instance.map(Instance::gtid).orElse(GtidState.NONE);
        KeyJson.nullable(
                json, "SecondsBehindMaster", channel.flatMap(c -> c.lag().seconds()));
        json.writeNumberField(
                "SQLDelay",
                instance.map(Instance::configuredDelay).orElse(Duration.ZERO).toSeconds());
        json.writeStringField("ExecutedGtidSet", text(gtid.executed()));
        json.writeStringField("GtidPurged", text(gtid.purged()));
        json.writeStringField("GtidErrant", text(gtid.errant()));
        KeyJson.nullable(json, "SlaveLagSeconds", member.lag().seconds());
        KeyJson.nullable(json, "ReplicationLagSeconds", member.lag().seconds());
    }

    private static String text(Optional<GtidSet> set) {
        return set.map(GtidSet::toString).orElse("");
    }

    private void writeNeighbours(JsonGenerator json, Member member, Optional<Instance> instance) throws IOException {
        SortedSet<InstanceKey> replicas =
                new TreeSet<>(instance.map(Instance::replicas).orElse(new TreeSet<>()));
        topology.replicasOf(member.key()).forEach(replica -> replicas.add(replica.key()));
        KeyJson.keys(json, "SlaveHosts", replicas);
        KeyJson.keys(json, "Replicas", replicas);
        json.writeStringField("ClusterName", topology.name());
        json.writeStringField("SuggestedClusterAlias", clusterAlias);
        Place place = member.place();
        json.writeStringField("DataCenter", place.dataCenter());
        json.writeStringField("Region", place.region());
        json.writeStringField("PhysicalEnvironment", place.environment());
        json.writeNumberField("ReplicationDepth", member.depth());
        json.writeBooleanField("IsCoMaster", member.isCoPrimary());
    }

    private static void writeCredentials(
            JsonGenerator json, Optional<Instance> instance, Optional<ReplicationChannel> channel) throws IOException {
        json.writeBooleanField(
                "HasReplicationCredentials",
                channel.map(c -> !c.user().isEmpty()).orElse(false));
        json.writeBooleanField(
                "ReplicationCredentialsAvailable",
                instance.map(Instance::replicationCredentialsAvailable).orElse(false));
    }

    private static void writeSemiSync(JsonGenerator json, SemiSync semiSync) throws IOException {
        json.writeBooleanField("SemiSyncAvailable", semiSync.isAvailable());
        json.writeNumberField("SemiSyncPriority", semiSync.priority());
        json.writeBooleanField("SemiSyncMasterEnabled", semiSync.sourceEnabled());
        json.writeBooleanField("SemiSyncReplicaEnabled", semiSync.replicaEnabled());
        json.writeNumberField("SemiSyncMasterTimeout", semiSync.sourceTimeout().toMillis());
        json.writeNumberField("SemiSyncMasterWaitForReplicaCount", semiSync.waitForReplicas());
        json.writeBooleanField("SemiSyncMasterStatus", semiSync.sourceActive());
        json.writeNumberField("SemiSyncMasterClients", semiSync.sourceClients());
        json.writeBooleanField("SemiSyncReplicaStatus", semiSync.replicaActive());
    }

    private void writeFreshness(JsonGenerator json, Observation observation, Condition condition) throws IOException {
        json.writeStringField("LastSeenTimestamp", Timestamps.text(observation.lastSeen()));
        json.writeBooleanField("IsLastCheckValid", observation.isLastCheckValid());
        json.writeBooleanField("IsUpToDate", condition.isUpToDate());
        json.writeBooleanField("IsRecentlyChecked", condition.isRecentlyChecked());
        KeyJson.nullable(
                json,
                "SecondsSinceLastSeen",
                observation
                        .lastSeen()
                        .map(at -> Math.max(0, Duration.between(at, now).toSeconds())));
    }

    private void writeNotes(JsonGenerator json, Member member) throws IOException {
        Optional<Downtime> downtime = member.annotations().downtime().filter(d -> d.isActiveAt(now));
        json.writeNumberField("CountMySQLSnapshots", 0);
        json.writeBooleanField("IsCandidate", member.promotionRule().isCandidate());
        json.writeStringField("PromotionRule", member.promotionRule().word());
        json.writeBooleanField("IsDowntimed", downtime.isPresent());
        json.writeStringField("DowntimeReason", downtime.map(Downtime::reason).orElse(""));
        json.writeStringField("DowntimeOwner", downtime.map(Downtime::owner).orElse(""));
        json.writeStringField("DowntimeEndTimestamp", Timestamps.text(downtime.map(Downtime::ends)));
        KeyJson.nanos(
                json,
                "ElapsedDowntime",
                downtime.map(d -> Duration.ofSeconds(
                                Duration.between(d.begins(), now).toSeconds()))
                        .orElse(Duration.ZERO));
        json.writeStringField("UnresolvedHostname", member.annotations().unresolvedHost());
    }

    private static void writeGroup(JsonGenerator json, Optional<GroupMembership> group) throws IOException {
        json.writeStringField(
                "ReplicationGroupName", group.map(GroupMembership::groupName).orElse(""));
        json.writeBooleanField(
                "ReplicationGroupIsSinglePrimary",
                group.map(GroupMembership::isSinglePrimary).orElse(false));
        json.writeStringField(
                "ReplicationGroupMemberState", group.map(GroupMembership::state).orElse(""));
        json.writeStringField(
                "ReplicationGroupMemberRole", group.map(GroupMembership::role).orElse(""));
        KeyJson.keys(
                json,
                "ReplicationGroupMembers",
                new TreeSet<>(group.map(GroupMembership::members).orElse(List.of())));
        KeyJson.field(json, "ReplicationGroupPrimaryInstanceKey", group.flatMap(GroupMembership::primary));
    }
}
