package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.BinlogCoordinates;
import io.quorate.model.Downtime;
import io.quorate.model.InstanceKey;
import io.quorate.model.Place;
import io.quorate.model.SemiSync;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A diagnosis in the old systems' form, put together part by part; what is not set has the value a part without
 * knowledge has there (0, false, empty text). Not thread-safe, used once.
 */
final class AnalysisJson implements Json.Body {

    private InstanceKey key = new InstanceKey("", 0);
    private InstanceKey source = key;
    private ClusterInfoJson cluster = new ClusterInfoJson("", "", "", 0, false, false);
    private Place place = Place.UNKNOWN;
    private BinlogCoordinates coordinates = BinlogCoordinates.NONE;
    private Standing standing = new Standing(false, false, false, 0, false, false);
    private Checks checks = new Checks(false, false, false);
    private Replicas replicas = new Replicas(List.of(), 0, 0, 0, 0, 0);
    private Links links = new Links(false, false, false, false);
    private Loggers loggers = new Loggers(0, 0, 0, 0, 0, 0, 0);
    private Gtids gtids = new Gtids("", "", "", "");
    private SemiSync semiSync = SemiSync.NONE;
    private int semiSyncReplicas;
    private String analysis = "";
    private String description = "";
    private String commandHint = "";
    private List<String> structure = List.of();
    private Downtimes downtimes = new Downtimes(Optional.empty(), false, false);
    private Instant now = Instant.EPOCH;
    private String node = "";
    private String nodeToken = "";
    private String startActivePeriod = "";

    /** Where the server stands. */
    record Standing(
            boolean isPrimary,
            boolean isGroupMember,
            boolean isCoPrimary,
            int depth,
            boolean isBinlogServer,
            boolean isReadOnly) {}

    /** How its probes went. */
    record Checks(boolean isValid, boolean isPartialSuccess, boolean isFailingToConnect) {}

    /** Its direct replicas. */
    record Replicas(
            Collection<InstanceKey> keys, int count, int valid, int replicating, int failingToConnect, int downtimed) {}

    /** Whether all its valid direct replicas are of one kind. */
    record Links(boolean pseudoGtid, boolean oracleGtid, boolean mariaDbGtid, boolean binlogServers) {}

    /** Those of its direct replicas that could have replicas themselves. */
    record Loggers(int all, int statement, int mixed, int row, int versions, int delayed, int lagging) {}

    /** Its own GTID mode; the least, the greatest and the errant set among its direct replicas. */
    record Gtids(String mode, String least, String greatest, String errant) {}

    /** @param skippable whether nothing is done about it because of a downtime */
    record Downtimes(Optional<Downtime> own, boolean areReplicasDowntimed, boolean skippable) {}

    AnalysisJson key(InstanceKey newKey) {
        this.key = newKey;
        return this;
    }

    AnalysisJson source(InstanceKey newSource) {
        this.source = newSource;
        return this;
    }

    AnalysisJson cluster(ClusterInfoJson newCluster) {
        this.cluster = newCluster;
        return this;
    }

    AnalysisJson at(Place newPlace, BinlogCoordinates newCoordinates) {
        this.place = newPlace;
        this.coordinates = newCoordinates;
        return this;
    }

    AnalysisJson standing(Standing newStanding) {
        this.standing = newStanding;
        return this;
    }

    AnalysisJson checks(Checks newChecks) {
        this.checks = newChecks;
        return this;
    }

    AnalysisJson replicas(Replicas newReplicas) {
        this.replicas = newReplicas;
        return this;
    }

    AnalysisJson links(Links newLinks, Loggers newLoggers, Gtids newGtids) {
        this.links = newLinks;
        this.loggers = newLoggers;
        this.gtids = newGtids;
        return this;
    }

    AnalysisJson semiSync(SemiSync newSemiSync, int enabledReplicas) {
        this.semiSync = newSemiSync;
        this.semiSyncReplicas = enabledReplicas;
        return this;
    }

    /** @param newStructure warnings, in order; {@code null} is written when there is none */
    AnalysisJson verdict(String code, String sentence, List<String> newStructure, String hint) {
        this.analysis = code;
        this.description = sentence;
        this.structure = List.copyOf(newStructure);
        this.commandHint = hint;
        return this;
    }

    AnalysisJson downtimes(Downtimes newDowntimes, Instant newNow) {
        this.downtimes = newDowntimes;
        this.now = newNow;
        return this;
    }

    AnalysisJson seenBy(String hostname, String token, String newStartActivePeriod) {
        this.node = hostname;
        this.nodeToken = token;
        this.startActivePeriod = newStartActivePeriod;
        return this;
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeServer(json);
        writeReplicas(json);
        writeVerdict(json);
        writeLinks(json);
        writeProcessing(json);
        json.writeEndObject();
    }

    private void writeServer(JsonGenerator json) throws IOException {
        KeyJson.field(json, "AnalyzedInstanceKey", key);
        KeyJson.field(json, "AnalyzedInstanceMasterKey", source);
        json.writeFieldName("ClusterDetails");
        cluster.writeTo(json);
        json.writeStringField("AnalyzedInstanceDataCenter", place.dataCenter());
        json.writeStringField("AnalyzedInstanceRegion", place.region());
        json.writeStringField("AnalyzedInstancePhysicalEnvironment", place.environment());
        KeyJson.coordinates(json, "AnalyzedInstanceBinlogCoordinates", coordinates);
        json.writeBooleanField("IsMaster", standing.isPrimary());
        json.writeBooleanField("IsReplicationGroupMember", standing.isGroupMember());
        json.writeBooleanField("IsCoMaster", standing.isCoPrimary());
        json.writeBooleanField("LastCheckValid", checks.isValid());
        json.writeBooleanField("LastCheckPartialSuccess", checks.isPartialSuccess());
    }

    private void writeReplicas(JsonGenerator json) throws IOException {
        json.writeNumberField("CountReplicas", replicas.count());
        json.writeNumberField("CountValidReplicas", replicas.valid());
        json.writeNumberField("CountValidReplicatingReplicas", replicas.replicating());
        json.writeNumberField("CountReplicasFailingToConnectToMaster", replicas.failingToConnect());
        json.writeNumberField("CountDowntimedReplicas", replicas.downtimed());
        json.writeNumberField("ReplicationDepth", standing.depth());
        KeyJson.keys(json, "Replicas", replicas.keys());
        KeyJson.keys(json, "SlaveHosts", replicas.keys());
        json.writeBooleanField("IsFailingToConnectToMaster", checks.isFailingToConnect());
    }

    private void writeVerdict(JsonGenerator json) throws IOException {
        json.writeStringField("Analysis", analysis);
        json.writeStringField("Description", description);
        json.writeFieldName("StructureAnalysis");
        Json.arrayOrNull(structure, JsonGenerator::writeString).writeTo(json);
        json.writeBooleanField("IsDowntimed", downtimes.own().isPresent());
        json.writeBooleanField("IsReplicasDowntimed", downtimes.areReplicasDowntimed());
        json.writeStringField(
                "DowntimeEndTimestamp", Timestamps.text(downtimes.own().map(Downtime::ends)));
        json.writeNumberField(
                "DowntimeRemainingSeconds",
                downtimes
                        .own()
                        .map(d -> Duration.between(d.ends(), now).toSeconds())
                        .orElse(0L));
        json.writeBooleanField("IsBinlogServer", standing.isBinlogServer());
    }

    private void writeLinks(JsonGenerator json) throws IOException {
        json.writeBooleanField("PseudoGTIDImmediateTopology", links.pseudoGtid());
        json.writeBooleanField("OracleGTIDImmediateTopology", links.oracleGtid());
        json.writeBooleanField("MariaDBGTIDImmediateTopology", links.mariaDbGtid());
        json.writeBooleanField("BinlogServerImmediateTopology", links.binlogServers());
        json.writeBooleanField("SemiSyncMasterEnabled", semiSync.sourceEnabled());
        json.writeBooleanField("SemiSyncMasterStatus", semiSync.sourceActive());
        json.writeNumberField("SemiSyncMasterWaitForReplicaCount", semiSync.waitForReplicas());
        json.writeNumberField("SemiSyncMasterClients", semiSync.sourceClients());
        json.writeNumberField("CountSemiSyncReplicasEnabled", semiSyncReplicas);
        json.writeNumberField("CountLoggingReplicas", loggers.all());
        json.writeNumberField("CountStatementBasedLoggingReplicas", loggers.statement());
        json.writeNumberField("CountMixedBasedLoggingReplicas", loggers.mixed());
        json.writeNumberField("CountRowBasedLoggingReplicas", loggers.row());
        json.writeNumberField("CountDistinctMajorVersionsLoggingReplicas", loggers.versions());
        json.writeNumberField("CountDelayedReplicas", loggers.delayed());
        json.writeNumberField("CountLaggingReplicas", loggers.lagging());
    }

    private void writeProcessing(JsonGenerator json) throws IOException {
        json.writeBooleanField("IsActionableRecovery", false);
        json.writeStringField("ProcessingNodeHostname", node);
        json.writeStringField("ProcessingNodeToken", nodeToken);
        json.writeNumberField("CountAdditionalAgreeingNodes", 0);
        json.writeStringField("StartActivePeriod", startActivePeriod);
        json.writeBooleanField("SkippableDueToDowntime", downtimes.skippable());
        json.writeStringField("GTIDMode", gtids.mode());
        json.writeStringField("MinReplicaGTIDMode", gtids.least());
        json.writeStringField("MaxReplicaGTIDMode", gtids.greatest());
        json.writeStringField("MaxReplicaGTIDErrant", gtids.errant());
        json.writeStringField("CommandHint", commandHint);
        json.writeBooleanField("IsReadOnly", standing.isReadOnly());
    }
}
