package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the old programs did something else than their users meant. */
class OldNamesTest {

    private final ConfigFiles files;

    OldNamesTest(@TempDir Path directory) {
        files = new ConfigFiles(directory);
    }

    @Test
    void theNewNameCountsEvenWhereTheOldOneHasAnotherDefault() {
        assertThat(files.good("{\"DetachLostReplicasAfterMasterFailover\": false}")
                        .flag("DetachLostReplicasAfterMasterFailover"))
                .isFalse();
        assertThat(files.good("{}").flag("DetachLostReplicasAfterMasterFailover"))
                .isTrue();
    }

    @Test
    void theOldNameAloneCounts() {
        assertThat(files.good("{\"DetachLostSlavesAfterMasterFailover\": false}")
                        .flag("DetachLostReplicasAfterMasterFailover"))
                .isFalse();
        assertThat(files.good("{\"MasterFailoverDetachSlaveMasterHost\": true}")
                        .flag("MasterFailoverDetachReplicaMasterHost"))
                .isTrue();
        assertThat(files.good("{\"SlaveLagQuery\": \"select 1\"}").text("ReplicationLagQuery"))
                .isEqualTo("select 1");
        assertThat(files.good("{\"PostponeSlaveRecoveryOnLagMinutes\": 5}")
                        .duration("PostponeReplicaRecoveryOnLagMinutes"))
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void bothNamesWithDifferentValuesAreAnError() {
        assertThat(files.errors("""
                        {
                          "DetachLostReplicasAfterMasterFailover": false,
                          "DetachLostSlavesAfterMasterFailover": true
                        }"""))
                .containsExactly("a.json:2: error: DetachLostReplicasAfterMasterFailover (line 2) is false,"
                        + " DetachLostSlavesAfterMasterFailover (line 3) is true: these are names of the same key; keep"
                        + " one of them");
        assertThat(files.errors("{\"ReplicationLagQuery\": \"a\", \"SlaveLagQuery\": \"b\"}"))
                .hasSize(1);
        assertThat(files.errors("""
                        {"PostponeReplicaRecoveryOnLagMinutes": 1, "PostponeSlaveRecoveryOnLagMinutes": 2}""")).hasSize(1);
    }

    @Test
    void bothNamesWithTheSameValueAreFine() {
        assertThat(files.good("{\"ReplicationLagQuery\": \"a\", \"SlaveLagQuery\": \"a\"}")
                        .text("ReplicationLagQuery"))
                .isEqualTo("a");
    }

    @Test
    void anEmptyOldNameSaysNothing() {
        assertThat(files.good("{\"ReplicationLagQuery\": \"a\", \"SlaveLagQuery\": \"\"}")
                        .text("ReplicationLagQuery"))
                .isEqualTo("a");
        assertThat(files.good("{\"ReplicationLagQuery\": \"\", \"SlaveLagQuery\": \"b\"}")
                        .text("ReplicationLagQuery"))
                .isEqualTo("b");
        assertThat(files.good("""
                        {"PostponeReplicaRecoveryOnLagMinutes": 3, "PostponeSlaveRecoveryOnLagMinutes": 0}""").integer("PostponeReplicaRecoveryOnLagMinutes"))
                .isEqualTo(3);
    }

    @Test
    void anOldNameInOneFileAndTheNewOneInAnotherDoNotClash() {
        files.write("1.json", "{\"PostponeSlaveRecoveryOnLagMinutes\": 2, \"SlaveLagQuery\": \"a\"}")
                .write("2.json", "{\"PostponeReplicaRecoveryOnLagMinutes\": 1, \"SlaveLagQuery\": \"\"}");
        Configuration merged = files.load("1.json", "2.json").configuration().orElseThrow();
        assertThat(merged.integer("PostponeReplicaRecoveryOnLagMinutes")).isEqualTo(1);
        assertThat(merged.text("ReplicationLagQuery")).isEqualTo("a");
    }

    @Test
    void theMinutesOfTheRecoveryBlockCountWhenTheSecondsAreAbsentOrZero() {
        String key = "RecoveryPeriodBlockSeconds";
        assertThat(files.good("{\"RecoveryPeriodBlockMinutes\": 5}").duration(key))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(files.good("{\"RecoveryPeriodBlockMinutes\": 5, \"RecoveryPeriodBlockSeconds\": 0}")
                        .duration(key))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(files.good("{\"RecoveryPeriodBlockMinutes\": 5, \"RecoveryPeriodBlockSeconds\": 10}")
                        .duration(key))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(files.good("{}").duration(key)).isEqualTo(Duration.ofHours(1));
        assertThat(files.errors("{\"RecoveryPeriodBlockMinutes\": 2000000000}")).hasSize(1);
    }

    @Test
    void theDowntimeOfLostServersIsHonoured() {
        String key = "MasterFailoverLostInstancesDowntimeMinutes";
        assertThat(files.good("{}").duration(key)).isEqualTo(Duration.ofDays(365));
        assertThat(files.good("{\"MasterFailoverLostInstancesDowntimeMinutes\": 30}")
                        .duration(key))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(files.good("{\"MasterFailoverLostInstancesDowntimeMinutes\": 0}")
                        .duration(key))
                .isZero();
    }

    @Test
    void theQuorumKeyThatNeverWorkedGivesANoteNamingTheNewOne() {
        LoadResult result = files.loadText("{\"ExpectFailureAnalysisConcensus\": true}");
        assertThat(result.findings()).singleElement().satisfies(note -> {
            assertThat(note.severity()).isEqualTo(Finding.Severity.NOTE);
            assertThat(note.message()).contains("FailureAgreement");
        });
        assertThat(result.configuration().orElseThrow().text("FailureAgreement"))
                .isEqualTo("leader");
    }

    @Test
    void theNamesOfHam4dbAreUnderstood() {
        Configuration configuration = files.good("""
                {
                  "BackendDB": "sqlite3", "SQLite3DataFile": "x",
                  "BackendDBHost": "db", "BackendDBPort": 3307, "BackendDatabase": "ham", "BackendDBUser": "u",
                  "BackendDBPassword": "p", "MysqlTopologyUser": "t", "MysqlTopologyPassword": "q",
                  "ConnectTimeoutSeconds": 4, "EnvironmentPattern": "(x)", "SkipDatabaseUpdate": true,
                  "MaxPoolConnections": 7, "EnableAdaptor": ["mysql"]
                }""");
        assertThat(configuration.text("BackendDB")).isEqualTo("sqlite");
        assertThat(configuration.text("MySQLOrchestratorHost")).isEqualTo("db");
        assertThat(configuration.integer("MySQLOrchestratorPort")).isEqualTo(3307);
        assertThat(configuration.text("MySQLOrchestratorDatabase")).isEqualTo("ham");
        assertThat(configuration.secret("MySQLOrchestratorPassword").reveal()).isEqualTo("p");
        assertThat(configuration.text("MySQLTopologyUser")).isEqualTo("t");
        assertThat(configuration.secret("MySQLTopologyPassword").reveal()).isEqualTo("q");
        assertThat(configuration.duration("MySQLConnectTimeoutSeconds")).isEqualTo(Duration.ofSeconds(4));
        assertThat(configuration.pattern("PhysicalEnvironmentPattern")).isPresent();
        assertThat(configuration.flag("SkipOrchestratorDatabaseUpdate")).isTrue();
        assertThat(configuration.integer("MySQLOrchestratorMaxPoolConnections")).isEqualTo(7);
    }
}
