package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizationTest {

    private final ConfigFiles files;

    NormalizationTest(@TempDir Path directory) {
        files = new ConfigFiles(directory);
    }

    @Test
    void theUrlPrefixBeginsWithOneSlashAndEndsWithNone() {
        assertThat(files.good("{\"URLPrefix\": \"//a/b//\"}").text("URLPrefix")).isEqualTo("/a/b");
        assertThat(files.good("{\"URLPrefix\": \"/\"}").text("URLPrefix")).isEmpty();
    }

    @Test
    void thePrefixOfKeysEndsWithOneSlash() {
        assertThat(files.good("{}").text("KVClusterMasterPrefix")).isEqualTo("mysql/master/");
        assertThat(files.good("{\"KVClusterMasterPrefix\": \"a//\"}").text("KVClusterMasterPrefix"))
                .isEqualTo("a/");
        assertThat(files.good("{\"KVClusterMasterPrefix\": \"/\"}").text("KVClusterMasterPrefix"))
                .isEqualTo("/");
    }

    @Test
    void theRaftAddressOfOthersFollowsTheLastOwnAddressOfAllFiles() {
        files.write("1.json", "{\"RaftBind\": \"a\"}").write("2.json", "{\"RaftBind\": \"b\"}");
        assertThat(files.load("1.json", "2.json").configuration().orElseThrow().text("RaftAdvertise"))
                .isEqualTo("b");
    }

    @Test
    void theNameOfANodeIsTheTextOfItsRaftAddress() {
        String raft = "\"RaftEnabled\": true, \"RaftDataDir\": \"/d\", \"RaftBind\": \"node1.example.com\"";
        assertThat(files.good("{" + raft + "}").text("NodeId")).isEqualTo("node1.example.com:10008");
        assertThat(files.good("{" + raft + ", \"NodeId\": \"x\"}").text("NodeId"))
                .isEqualTo("x");
        assertThat(files.good("{}").text("NodeId")).isEmpty();
    }

    @Test
    void theModeOfTheLogFollowsRaftEnabled() {
        assertThat(files.good("{}").text("LogMode")).isEqualTo("single");
        assertThat(files.good("{\"RaftEnabled\": true, \"RaftDataDir\": \"/d\"}")
                        .text("LogMode"))
                .isEqualTo("raft");
        assertThat(files.good("{\"LogMode\": \"SHARED\"}").text("LogMode")).isEqualTo("shared");
    }

    @Test
    void anyNameWithSqliteInItMeansSqlite() {
        assertThat(files.good("{\"BackendDB\": \"SQLite3\", \"SQLite3DataFile\": \"x\"}")
                        .text("BackendDB"))
                .isEqualTo("sqlite");
        assertThat(files.good("{\"BackendDB\": \"\"}").text("BackendDB")).isEqualTo("mysql");
    }

    @Test
    void automaticPseudoGtidSetsItsFourKeys() {
        Configuration configuration = files.good("{\"AutoPseudoGTID\": true, \"PseudoGTIDPattern\": \"other\"}");
        assertThat(configuration.text("PseudoGTIDPattern")).isEqualTo("drop view if exists `_pseudo_gtid_`");
        assertThat(configuration.flag("PseudoGTIDPatternIsFixedSubstring")).isTrue();
        assertThat(configuration.text("PseudoGTIDMonotonicHint")).isEqualTo("asc:");
        assertThat(configuration.text("DetectPseudoGTIDQuery")).isEqualTo("select 1");
    }

    @Test
    void aSlashBehindTheAdvertisedAddressIsDropped() {
        assertThat(files.good("{\"HTTPAdvertise\": \"http://h:3000/\"}").text("HTTPAdvertise"))
                .isEqualTo("http://h:3000");
    }

    @Test
    void consulBatchesAreBroughtIntoRange() {
        assertThat(files.good("{\"ConsulMaxKVsPerTransaction\": 1}").integer("ConsulMaxKVsPerTransaction"))
                .isEqualTo(5);
        assertThat(files.good("{\"ConsulMaxKVsPerTransaction\": 99}").integer("ConsulMaxKVsPerTransaction"))
                .isEqualTo(64);
        assertThat(files.warnings("{\"ConsulMaxKVsPerTransaction\": 99}"))
                .anyMatch(line -> line.contains("counts as 64"));
    }

    @Test
    void spreadingOverConsulWithoutConsulIsOff() {
        assertThat(files.good("{\"ConsulCrossDataCenterDistribution\": true}")
                        .flag("ConsulCrossDataCenterDistribution"))
                .isFalse();
    }

    @Test
    void theSemiSyncPatienceFollowsTheLagLimitOfAllFiles() {
        files.write("1.json", "{}").write("2.json", "{\"ReasonableReplicationLagSeconds\": 42}");
        assertThat(files.load("1.json", "2.json")
                        .configuration()
                        .orElseThrow()
                        .duration("ReasonableLockedSemiSyncMasterSeconds"))
                .isEqualTo(Duration.ofSeconds(42));
        assertThat(files.good("{\"ReasonableLockedSemiSyncMasterSeconds\": 3}")
                        .integer("ReasonableLockedSemiSyncMasterSeconds"))
                .isEqualTo(3);
    }

    @Test
    void theLongestWaitForADeadServerFollowsALongPollInterval() {
        assertThat(files.good("{\"InstancePollSeconds\": 600}").integer("DeadInstancePollSecondsMax"))
                .isEqualTo(600);
        assertThat(files.good("{}").integer("DeadInstancePollSecondsMax")).isEqualTo(300);
    }

    @Test
    void theTimeLimitOfAProbeFollowsItsParts() {
        assertThat(files.good("{}").duration("ProbeTimeoutSeconds")).isEqualTo(Duration.ofSeconds(14));
        assertThat(files.good("{\"MySQLConnectTimeoutSeconds\": 1, \"MySQLDiscoveryReadTimeoutSeconds\": 3}")
                        .duration("ProbeTimeoutSeconds"))
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(files.good("{\"ProbeTimeoutSeconds\": 5}").duration("ProbeTimeoutSeconds"))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void resolvedNamesAreRememberedForAMinuteAtLeast() {
        assertThat(files.good("{\"ExpiryHostnameResolvesMinutes\": -5}").integer("ExpiryHostnameResolvesMinutes"))
                .isEqualTo(1);
    }

    @Test
    void wordsAreBroughtToOneSpelling() {
        assertThat(files.good("{\"MySQLHostnameResolveMethod\": \"HostName\"}").text("MySQLHostnameResolveMethod"))
                .isEqualTo("@@hostname");
        assertThat(files.good("{\"MySQLHostnameResolveMethod\": \"\"}").text("MySQLHostnameResolveMethod"))
                .isEqualTo("none");
        assertThat(files.good("{\"HostnameResolveMethod\": \"\"}").text("HostnameResolveMethod"))
                .isEqualTo("default");
        assertThat(files.good("{\"ConsulKVStoreProvider\": \"consul_txn\"}").text("ConsulKVStoreProvider"))
                .isEqualTo("consul-txn");
        assertThat(files.good("{\"AuthenticationMethod\": \"None\"}").text("AuthenticationMethod"))
                .isEmpty();
    }

    @Test
    void seedsOfHam4dbLoseTheirKind() {
        assertThat(files.good("{\"DiscoverySeeds\": [\"mysql:db1:3306\", \"mysql:3306\"]}")
                        .texts("DiscoverySeeds"))
                .containsExactly("db1:3306", "mysql:3306");
    }
}
