package io.quorate.http;

import static io.quorate.readmodel.SampleServers.failed;
import static io.quorate.readmodel.SampleServers.primary;
import static io.quorate.readmodel.SampleServers.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.analysis.AnalysisChangelog;
import io.quorate.analysis.AnalysisSettings;
import io.quorate.analysis.Analyzer;
import io.quorate.analysis.Diagnosis;
import io.quorate.model.Topology;
import io.quorate.readmodel.SampleServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisRoutesTest {

    private static final Topology BROKEN = SampleServers.topology(
            "db1:3306",
            failed(primary("db1", "shop", "db2", "db3")),
            seen(SampleServers.brokenReplica("db2", "db1")),
            seen(SampleServers.brokenReplica("db3", "db1")));

    private final TestNode node = new TestNode();

    @BeforeEach
    void breakTheShop() {
        List<Diagnosis> before = diagnose(SampleServers.shop());
        List<Diagnosis> after = diagnose(BROKEN);
        AnalysisChangelog changelog = AnalysisChangelog.EMPTY
                .after(SampleServers.shop(), before, TestNode.NOW.minusSeconds(5))
                .after(BROKEN, after, TestNode.NOW);
        node.readModel.publish(BROKEN, after, changelog);
    }

    private static List<Diagnosis> diagnose(Topology topology) {
        return Analyzer.analyze(topology, AnalysisSettings.DEFAULT, TestNode.NOW);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void showsADiagnosisInTheOldShape() {
        JsonNode details = node.get("/api/replication-analysis").details();
        assertThat(details).hasSize(1);
        JsonNode entry = details.get(0);
        List<String> names = new ArrayList<>();
        entry.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .startsWith("AnalyzedInstanceKey", "AnalyzedInstanceMasterKey", "ClusterDetails")
                .endsWith("MaxReplicaGTIDErrant", "CommandHint", "IsReadOnly")
                .hasSize(57);
        assertThat(entry.get("AnalyzedInstanceKey")).hasToString("{\"Hostname\":\"db1\",\"Port\":3306}");
        assertThat(entry.get("Analysis").asText()).isEqualTo("DeadMaster");
        assertThat(entry.get("ClusterDetails").get("ClusterName").asText()).isEqualTo("db1:3306");
        assertThat(entry.get("ClusterDetails").get("ClusterAlias").asText()).isEqualTo("shop");
        assertThat(entry.get("CountReplicas").asInt()).isEqualTo(2);
        assertThat(entry.get("CountValidReplicas").asInt()).isEqualTo(2);
        assertThat(entry.get("Replicas")).isEqualTo(entry.get("SlaveHosts")).hasSize(2);
        assertThat(entry.get("StructureAnalysis").isNull()).isTrue();
        assertThat(entry.get("ProcessingNodeHostname").asText()).isEqualTo("node1");
        assertThat(entry.get("GTIDMode").asText()).isEqualTo("ON");
    }

    @ParameterizedTest
    @CsvSource({
        "replication-analysis, 1",
        "replication-analysis/shop, 1",
        "replication-analysis/db1:3306, 1",
        "replication-analysis/pay1:3306, 0",
        "replication-analysis/nothing, 0",
        "replication-analysis/instance/db1/3306, 1",
        "replication-analysis/instance/db2/3306, 0",
    })
    void narrowsTheListDown(String path, int count) {
        assertThat(node.get("/api/" + path).details()).hasSize(count);
    }

    @Test
    void tellsWhyNothingIsRepaired() {
        String why = "recoveries are disabled; enable-global-recoveries allows them again";
        List<Diagnosis> diagnoses = diagnose(BROKEN);
        node.readModel.publish(
                BROKEN,
                diagnoses,
                AnalysisChangelog.EMPTY,
                Map.of(diagnoses.get(0).key(), why));
        assertThat(node.get("/api/replication-analysis")
                        .details()
                        .get(0)
                        .get("Description")
                        .asText())
                .isEqualTo(diagnoses.get(0).description() + "; not repaired: " + why);
        assertThat(node.get("/api/v2/cluster/shop")
                        .json()
                        .get("diagnoses")
                        .get(0)
                        .get("refusal")
                        .asText())
                .isEqualTo(why);
    }

    @Test
    void listsChangesByServer() {
        assertThat(node.get("/api/replication-analysis-changelog").body())
                .isEqualTo("[{\"AnalyzedInstanceKey\":{\"Hostname\":\"db1\",\"Port\":3306},"
                        + "\"Changelog\":[\"2026-03-01 10:20:30;DeadMaster,\"]}]");
    }

    @Test
    void hasNoChangelogBeforeAnythingChanged() {
        try (TestNode fresh = new TestNode()) {
            assertThat(fresh.get("/api/replication-analysis-changelog").body()).isEqualTo("null");
            assertThat(fresh.get("/api/replication-analysis").details()).isEmpty();
        }
    }

    @Test
    void tellsThePageWhyAClusterFails() {
        JsonNode cluster = node.get("/api/v2/cluster/shop").json();
        assertThat(cluster.get("health").asText()).isEqualTo("failing");
        JsonNode diagnosis = cluster.get("diagnoses").get(0);
        assertThat(diagnosis.get("code").asText()).isEqualTo("DeadMaster");
        assertThat(diagnosis.get("server").asText()).isEqualTo("db1:3306");
        assertThat(diagnosis.get("severity").asText()).isEqualTo("critical");
        assertThat(diagnosis.get("evidence")).hasSizeGreaterThan(1);
    }
}
