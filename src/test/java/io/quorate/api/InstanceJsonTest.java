package io.quorate.api;

import static io.quorate.readmodel.SampleServers.NOW;
import static io.quorate.readmodel.SampleServers.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.model.Annotations;
import io.quorate.model.Downtime;
import io.quorate.model.PromotionRule;
import io.quorate.model.Thresholds;
import io.quorate.model.Topology;
import io.quorate.readmodel.SampleServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InstanceJsonTest {

    /** The order in which the old server wrote them. */
    private static final String FIELDS = """
            Key InstanceAlias Uptime ServerID ServerUUID Version VersionComment FlavorName ReadOnly Binlog_format \
            BinlogRowImage LogBinEnabled LogSlaveUpdatesEnabled LogReplicationUpdatesEnabled SelfBinlogCoordinates \
            MasterKey MasterUUID AncestryUUID IsDetachedMaster Slave_SQL_Running ReplicationSQLThreadRuning \
            Slave_IO_Running ReplicationIOThreadRuning ReplicationSQLThreadState ReplicationIOThreadState \
            HasReplicationFilters GTIDMode SupportsOracleGTID UsingOracleGTID UsingMariaDBGTID UsingPseudoGTID \
            ReadBinlogCoordinates ExecBinlogCoordinates IsDetached RelaylogCoordinates LastSQLError LastIOError \
            SecondsBehindMaster SQLDelay ExecutedGtidSet GtidPurged GtidErrant SlaveLagSeconds ReplicationLagSeconds \
            SlaveHosts Replicas ClusterName SuggestedClusterAlias DataCenter Region PhysicalEnvironment \
            ReplicationDepth IsCoMaster HasReplicationCredentials ReplicationCredentialsAvailable SemiSyncAvailable \
            SemiSyncPriority SemiSyncMasterEnabled SemiSyncReplicaEnabled SemiSyncMasterTimeout \
            SemiSyncMasterWaitForReplicaCount SemiSyncMasterStatus SemiSyncMasterClients SemiSyncReplicaStatus \
            LastSeenTimestamp IsLastCheckValid IsUpToDate IsRecentlyChecked SecondsSinceLastSeen CountMySQLSnapshots \
            IsCandidate PromotionRule IsDowntimed DowntimeReason DowntimeOwner DowntimeEndTimestamp ElapsedDowntime \
            UnresolvedHostname AllowTLS Problems LastDiscoveryLatency ReplicationGroupName \
            ReplicationGroupIsSinglePrimary ReplicationGroupMemberState ReplicationGroupMemberRole \
            ReplicationGroupMembers ReplicationGroupPrimaryInstanceKey""";

    private static String text(Topology topology, String server) {
        Json.Body body = new InstanceJson(topology, "shop", Thresholds.DEFAULTS, NOW)
                .of(topology.member(key(server)).orElseThrow());
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }

    private static JsonNode json(Topology topology, String server) throws IOException {
        return new ObjectMapper().readTree(text(topology, server));
    }

    @Test
    void hasAllFieldsInTheOldOrder() throws IOException {
        List<String> names = new ArrayList<>();
        json(SampleServers.shop(), "db2").fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly(FIELDS.split(" "));
    }

    @Test
    void writesShapesAsTheOldServerDid() {
        assertThat(text(SampleServers.shop(), "db2"))
                .startsWith("{\"Key\":{\"Hostname\":\"db2\",\"Port\":3306},\"InstanceAlias\":\"\",\"Uptime\":3600,")
                .contains("\"SelfBinlogCoordinates\":{\"LogFile\":\"bin.000004\",\"LogPos\":1234,\"Type\":0}")
                .contains("\"MasterKey\":{\"Hostname\":\"db1\",\"Port\":3306}")
                .contains("\"RelaylogCoordinates\":{\"LogFile\":\"relay.000002\",\"LogPos\":300,\"Type\":1}")
                .contains("\"SecondsBehindMaster\":{\"Int64\":0,\"Valid\":true}")
                .contains("\"SlaveHosts\":[],\"Replicas\":[],\"ClusterName\":\"db1:3306\"")
                .contains("\"LastSeenTimestamp\":\"2026-03-01 10:20:28\"")
                .contains("\"Problems\":[],\"LastDiscoveryLatency\":10000000")
                .endsWith("\"ReplicationGroupPrimaryInstanceKey\":{\"Hostname\":\"\",\"Port\":0}}");
    }

    @Test
    void hasEmptyValuesForAPrimarysMissingSource() throws IOException {
        JsonNode primary = json(SampleServers.shop(), "db1");
        assertThat(primary.get("MasterKey")).hasToString("{\"Hostname\":\"\",\"Port\":0}");
        assertThat(primary.get("ReplicationSQLThreadState").asInt()).isEqualTo(-1);
        assertThat(primary.get("SecondsBehindMaster")).hasToString("{\"Int64\":0,\"Valid\":false}");
        assertThat(primary.get("Replicas")).isEqualTo(primary.get("SlaveHosts")).hasSize(2);
    }

    @Test
    void tellsOfABrokenReplicaAndEscapesItsError() throws IOException {
        Topology topology = SampleServers.payments();
        JsonNode replica = json(topology, "pay2");
        assertThat(replica.get("Problems")).hasToString("[\"not_replicating\"]");
        assertThat(replica.get("ReplicationIOThreadState").asInt()).isZero();
        assertThat(text(topology, "pay2")).contains("\"LastSQLError\":\"Duplicate entry '1' \\u0026 more\"");
    }

    @Test
    void hasZerosForAServerThatWasNeverReached() throws IOException {
        Topology topology = SampleServers.topology("db1:3306", SampleServers.seen(SampleServers.replica("db2", "db1")));
        JsonNode unseen = json(topology, "db1");
        assertThat(unseen.get("Version").asText()).isEmpty();
        assertThat(unseen.get("LastSeenTimestamp").asText()).isEmpty();
        assertThat(unseen.get("IsLastCheckValid").asBoolean()).isFalse();
        assertThat(unseen.get("SecondsSinceLastSeen")).hasToString("{\"Int64\":0,\"Valid\":false}");
        assertThat(unseen.get("Problems")).hasToString("[\"last_check_invalid\"]");
        assertThat(unseen.get("Replicas")).hasSize(1);
    }

    @Test
    void showsWhatPeopleSaid() throws IOException {
        Downtime downtime = new Downtime(key("db2"), "me", "why", NOW.minusSeconds(90), NOW.plusSeconds(30));
        Annotations notes = new Annotations(
                Optional.of(downtime), Optional.empty(), Optional.of(PromotionRule.PREFER), new TreeMap<>(), "vip");
        Topology topology =
                Topology.of("db2:3306", List.of(SampleServers.seen(SampleServers.primary("db2", ""))), k -> notes);
        JsonNode server = json(topology, "db2");
        assertThat(server.get("IsDowntimed").asBoolean()).isTrue();
        assertThat(server.get("DowntimeEndTimestamp").asText()).isEqualTo("2026-03-01 10:21:00");
        assertThat(server.get("ElapsedDowntime").asLong()).isEqualTo(90_000_000_000L);
        assertThat(server.get("IsCandidate").asBoolean()).isTrue();
        assertThat(server.get("PromotionRule").asText()).isEqualTo("prefer");
        assertThat(server.get("UnresolvedHostname").asText()).isEqualTo("vip");
    }

    @Test
    void namesTheAncestorsFromTheTopDown() throws IOException {
        Topology chain = SampleServers.topology(
                "db1:3306",
                SampleServers.seen(SampleServers.primary("db1", "", "db2")),
                SampleServers.seen(SampleServers.replica("db2", "db1", "db3")),
                SampleServers.seen(SampleServers.replica("db3", "db2")));
        String top = json(chain, "db1").get("ServerUUID").asText();
        String middle = json(chain, "db2").get("ServerUUID").asText();
        JsonNode bottom = json(chain, "db3");
        assertThat(bottom.get("AncestryUUID").asText())
                .isEqualTo(top + "," + middle + "," + bottom.get("ServerUUID").asText());
        assertThat(bottom.get("ReplicationDepth").asInt()).isEqualTo(2);
    }
}
