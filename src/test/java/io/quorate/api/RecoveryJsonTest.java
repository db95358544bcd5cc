package io.quorate.api;

import static io.quorate.readmodel.SampleServers.NOW;
import static io.quorate.readmodel.SampleServers.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.DetectionRecord;
import io.quorate.model.FailureSummary;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compared with answers in the shape of the old server's, whole. */
class RecoveryJsonTest {

    private static final FailureSummary FAILURE = new FailureSummary(
            key("db1"),
            "DeadMaster",
            "Primary is dead",
            List.of("db1 refused"),
            "db1:3306",
            "shop",
            "shop.example.com",
            true,
            false,
            List.of(key("db2"), key("db3")),
            "");
    private static final String ANALYSIS = """
            {"AnalyzedInstanceKey":{"Hostname":"db1","Port":3306},\
            "AnalyzedInstanceMasterKey":{"Hostname":"","Port":0},\
            "ClusterDetails":{"ClusterName":"db1:3306","ClusterAlias":"shop","ClusterDomain":"shop.example.com",\
            "CountInstances":0,"HeuristicLag":0,"HasAutomatedMasterRecovery":true,\
            "HasAutomatedIntermediateMasterRecovery":false},\
            "AnalyzedInstanceDataCenter":"","AnalyzedInstanceRegion":"","AnalyzedInstancePhysicalEnvironment":"",\
            "AnalyzedInstanceBinlogCoordinates":{"LogFile":"","LogPos":0,"Type":0},\
            "IsMaster":true,"IsReplicationGroupMember":false,"IsCoMaster":false,\
            "LastCheckValid":false,"LastCheckPartialSuccess":false,\
            "CountReplicas":2,"CountValidReplicas":0,"CountValidReplicatingReplicas":0,\
            "CountReplicasFailingToConnectToMaster":0,"CountDowntimedReplicas":0,"ReplicationDepth":0,\
            "Replicas":[{"Hostname":"db2","Port":3306},{"Hostname":"db3","Port":3306}],\
            "SlaveHosts":[{"Hostname":"db2","Port":3306},{"Hostname":"db3","Port":3306}],\
            "IsFailingToConnectToMaster":false,"Analysis":"DeadMaster","Description":"Primary is dead",\
            "StructureAnalysis":null,"IsDowntimed":false,"IsReplicasDowntimed":false,"DowntimeEndTimestamp":"",\
            "DowntimeRemainingSeconds":0,"IsBinlogServer":false,"PseudoGTIDImmediateTopology":false,\
            "OracleGTIDImmediateTopology":false,"MariaDBGTIDImmediateTopology":false,\
            "BinlogServerImmediateTopology":false,"SemiSyncMasterEnabled":false,"SemiSyncMasterStatus":false,\
            "SemiSyncMasterWaitForReplicaCount":0,"SemiSyncMasterClients":0,"CountSemiSyncReplicasEnabled":0,\
            "CountLoggingReplicas":0,"CountStatementBasedLoggingReplicas":0,"CountMixedBasedLoggingReplicas":0,\
            "CountRowBasedLoggingReplicas":0,"CountDistinctMajorVersionsLoggingReplicas":0,"CountDelayedReplicas":0,\
            "CountLaggingReplicas":0,"IsActionableRecovery":false,"ProcessingNodeHostname":"",\
            "ProcessingNodeToken":"","CountAdditionalAgreeingNodes":0,"StartActivePeriod":"%s",\
            "SkippableDueToDowntime":false,"GTIDMode":"","MinReplicaGTIDMode":"","MaxReplicaGTIDMode":"",\
            "MaxReplicaGTIDErrant":"","CommandHint":"","IsReadOnly":false}""";

    private static RecoveryJson form() {
        return new RecoveryJson(
                new RecoveryJson.ClusterRecoveries() {
                    @Override
                    public boolean primary(String clusterName, String clusterAlias) {
                        return clusterAlias.equals("shop");
                    }

                    @Override
                    public boolean intermediate(String clusterName, String clusterAlias) {
                        return false;
                    }
                },
                NOW);
    }

    private static String text(Json.Body body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }

    @Test
    void writesAnEndedRecovery() {
        RecoveryRecord.Result result = new RecoveryRecord.Result(
                true,
                Optional.of(key("db2")),
                "two",
                "MasterRecoveryGTID",
                BinlogCoordinates.NONE,
                List.of(key("db2")),
                List.of(key("db3")),
                List.of());
        RecoveryRecord recovery = new RecoveryRecord(
                7,
                "123:abc",
                RecoveryKind.PRIMARY,
                FAILURE,
                "node1",
                1,
                6,
                NOW.minusSeconds(60),
                NOW.plusSeconds(60),
                Optional.of(NOW.minusSeconds(58)),
                Optional.of(result),
                Optional.of(new RecoveryRecord.Acknowledgement("me", "seen", NOW)),
                Optional.empty());
        assertThat(text(json -> form().write(json, recovery)))
                .isEqualTo("{\"Id\":7,\"UID\":\"123:abc\",\"AnalysisEntry\":" + ANALYSIS.formatted("") + """
                        ,"SuccessorKey":{"Hostname":"db2","Port":3306},"SuccessorAlias":"two",\
                        "SuccessorBinlogCoordinates":null,"IsActive":false,"IsSuccessful":true,\
                        "LostReplicas":[{"Hostname":"db3","Port":3306}],\
                        "ParticipatingInstanceKeys":[{"Hostname":"db2","Port":3306}],"AllErrors":[""],\
                        "RecoveryStartTimestamp":"2026-03-01 10:19:30","RecoveryEndTimestamp":"2026-03-01 10:19:32",\
                        "ProcessingNodeHostname":"node1","ProcessingNodeToken":"","Acknowledged":true,\
                        "AcknowledgedAt":"2026-03-01 10:20:30","AcknowledgedBy":"me","AcknowledgedComment":"seen",\
                        "LastDetectionId":6,"RelatedRecoveryId":0,"Type":"MasterRecovery",\
                        "RecoveryType":"MasterRecoveryGTID"}""");
    }

    @Test
    void writesADetectionInTheShapeOfARecovery() {
        DetectionRecord detection =
                new DetectionRecord(6, FAILURE, true, "node1", NOW, NOW.plusSeconds(3600), Optional.of("123:abc"));
        assertThat(text(json -> form().write(json, detection, 7)))
                .isEqualTo(
                        "{\"Id\":6,\"UID\":\"\",\"AnalysisEntry\":" + ANALYSIS.formatted("2026-03-01 10:20:30") + """
                        ,"SuccessorKey":null,"SuccessorAlias":"","SuccessorBinlogCoordinates":null,"IsActive":true,\
                        "IsSuccessful":false,"LostReplicas":[],"ParticipatingInstanceKeys":[],"AllErrors":null,\
                        "RecoveryStartTimestamp":"2026-03-01 10:20:30","RecoveryEndTimestamp":"",\
                        "ProcessingNodeHostname":"node1","ProcessingNodeToken":"","Acknowledged":false,\
                        "AcknowledgedAt":"","AcknowledgedBy":"","AcknowledgedComment":"","LastDetectionId":0,\
                        "RelatedRecoveryId":7,"Type":"","RecoveryType":""}""");
    }

    @Test
    void writesAStep() {
        RecoveryStep step = new RecoveryStep(9, "123:abc", NOW, "promoted db2");
        assertThat(text(json -> RecoveryJson.write(json, step))).isEqualTo("""
                        {"Id":9,"RecoveryUID":"123:abc","AuditAt":"2026-03-01 10:20:30","Message":"promoted db2"}""");
    }
}
