package io.quorate.http;

import static io.quorate.readmodel.SampleServers.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.model.BinlogCoordinates;
import io.quorate.model.FailureSummary;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.BlockedRecovery;
import io.quorate.statemachine.RecoveryChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRoutesTest {

    private static final Instant NOW = TestNode.NOW;
    private final TestNode node = new TestNode();

    @BeforeEach
    void recoverTwice() {
        recover("first", NOW.minusSeconds(7200), true);
        recover("second", NOW.minusSeconds(60), false);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void recover(String uid, Instant at, boolean successful) {
        FailureSummary failure = new FailureSummary(
                key("db1"),
                "DeadMaster",
                "dead",
                List.of("refused"),
                "db1:3306",
                "shop",
                "",
                true,
                false,
                List.of(),
                "");
        node.log.propose(new RecoveryChange.RegisterDetection(failure, true, "node1", at, Duration.ofHours(1)));
        long detection = node.log.state().recoveries().nextId() - 1;
        node.log.propose(new RecoveryChange.RegisterRecovery(
                uid, RecoveryKind.PRIMARY, failure, "node1", 1, detection, false, at, Duration.ofHours(1)));
        node.log.propose(new RecoveryChange.RecordSteps(
                uid,
                List.of(
                        new RecoveryChange.RecordSteps.Step(at.plusMillis(10), "one"),
                        new RecoveryChange.RecordSteps.Step(at.plusMillis(20), "two"))));
        RecoveryRecord.Result result = successful
                ? new RecoveryRecord.Result(
                        true, Optional.of(key("db2")), "", "", BinlogCoordinates.NONE, List.of(), List.of(), List.of())
                : new RecoveryRecord.Result(
                        false,
                        Optional.empty(),
                        "",
                        "",
                        BinlogCoordinates.NONE,
                        List.of(key("db2")),
                        List.of(),
                        List.of("no candidate"));
        node.log.propose(new RecoveryChange.ResolveRecovery(uid, result, at.plusSeconds(1)));
    }

    private String uids(String path) {
        StringBuilder uids = new StringBuilder();
        for (JsonNode recovery : node.get("/api/" + path).json()) {
            uids.append(uids.isEmpty() ? "" : " ").append(recovery.get("UID").asText());
        }
        return uids.toString();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "audit-recovery, second first",
                "audit-recovery/0, second first",
                "audit-recovery/x, second first",
                "audit-recovery/-1, second first",
                "audit-recovery/1, ''",
                "audit-recovery/999999999999, ''",
                "audit-recovery?unacknowledged=true, second first",
                "audit-recovery/id/2, first",
                "audit-recovery/id/99, ''",
                "audit-recovery/id/0, second first",
                "audit-recovery/uid/first, first",
                "audit-recovery/cluster/db1:3306, second first",
                "audit-recovery/cluster/db1:3306/1, ''",
                "audit-recovery/cluster/shop, ''",
                "audit-recovery/alias/shop, second first",
                "active-cluster-recovery/db1:3306, ''",
                "recently-active-cluster-recovery/db1:3306, second",
                "recently-active-instance-recovery/db2/3306, ''",
            })
    void listsRecoveriesNewestFirst(String path, String uids) {
        assertThat(uids(path)).isEqualTo(uids);
    }

    @Test
    void listsDetectionsWithTheRecoveryThatFollowed() {
        JsonNode detections = node.get("/api/audit-failure-detection").json();
        assertThat(detections).hasSize(2);
        assertThat(detections.get(1).get("Id").asLong()).isEqualTo(1);
        assertThat(detections.get(1).get("RelatedRecoveryId").asLong()).isEqualTo(2);
        assertThat(node.get("/api/audit-failure-detection/id/1").json()).hasSize(1);
        assertThat(node.get("/api/audit-failure-detection/alias/shop").json()).hasSize(2);
        assertThat(node.get("/api/audit-failure-detection/alias/other/0").body())
                .isEqualTo("[]");
    }

    @Test
    void listsStepsInOrder() {
        JsonNode steps = node.get("/api/audit-recovery-steps/first").json();
        assertThat(steps).extracting(s -> s.get("Message").asText()).containsExactly("one", "two");
        assertThat(node.get("/api/audit-recovery-steps/other").body()).isEqualTo("[]");
    }

    @Test
    void listsBlockedRecoveriesUntilTheOneInTheWayIsAcknowledged() {
        long blocker =
                node.log.state().recoveries().recovery("second").orElseThrow().id();
        node.readModel.recoveryBlocked(new BlockedRecovery(key("db2"), "db2:3306", "DeadMaster", NOW, blocker));
        assertThat(node.get("/api/blocked-recoveries").body())
                .isEqualTo("[{\"FailedInstanceKey\":{\"Hostname\":\"db2\",\"Port\":3306},\"ClusterName\":\"db2:3306\","
                        + "\"Analysis\":\"DeadMaster\",\"LastBlockedTimestamp\":\"2026-03-01 10:20:30\","
                        + "\"BlockingRecoveryId\":" + blocker + "}]");
        assertThat(node.get("/api/blocked-recoveries/cluster/other").body()).isEqualTo("[]");
        node.get("/api/ack-recovery/" + blocker + "?comment=seen");
        assertThat(node.get("/api/blocked-recoveries").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "ack-recovery/2, first",
        "ack-recovery/uid/first, first",
        "ack-recovery/instance/db1/3306, second first",
        "ack-recovery/cluster/shop, second first",
        "ack-recovery/cluster/db1:3306, second first",
        "ack-recovery/cluster/alias/shop, second first",
        "ack-all-recoveries, second first",
    })
    void acknowledgesWhatIsNamed(String path, String uids) {
        node.get("/api/" + path + "?comment=looked%20at%0A");
        List<String> acknowledged = node.log.state().recoveries().recoveries().stream()
                .filter(r -> r.acknowledgement().isPresent())
                .map(RecoveryRecord::uid)
                .toList();
        assertThat(acknowledged).containsExactlyInAnyOrder(uids.split(" "));
        assertThat(node.log.state().recoveries().recovery("first").orElseThrow().acknowledgement())
                .map(RecoveryRecord.Acknowledgement::comment)
                .contains("looked at");
    }

    @Test
    void showsARecoveryInOurOwnTerms() {
        JsonNode recovery = node.get("/api/v2/recovery/first").json();
        assertThat(recovery.get("successor").asText()).isEqualTo("db2:3306");
        assertThat(recovery.get("millis").asLong()).isEqualTo(1000);
        assertThat(recovery.get("steps").get(1).get("millis").asLong()).isEqualTo(20);
        assertThat(node.get("/api/v2/fleet").json().get("recoveries")).hasSize(2);
    }
}
