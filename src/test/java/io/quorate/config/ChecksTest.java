package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

    private final ConfigFiles files;

    ChecksTest(@TempDir Path directory) {
        files = new ConfigFiles(directory);
    }

    /** Key that is blamed, then the file; single quotes stand for double ones. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SQLite3DataFile                            | {`BackendDB`: `sqlite`}
            BackendDB                                  | {`BackendDB`: `oracle`}
            BackendDB                                  | {`BackendDB`: `testdb`}
            DelayMasterPromotionIfSQLThreadNotUpToDate | {`FailMasterPromotionIfSQLThreadNotUpToDate`: true, `DelayMasterPromotionIfSQLThreadNotUpToDate`: true}
            FailMasterPromotionOnLagMinutes            | {`FailMasterPromotionOnLagMinutes`: 1}
            RaftDataDir                                | {`RaftEnabled`: true}
            RaftBind                                   | {`RaftEnabled`: true, `RaftDataDir`: `/d`, `RaftBind`: ``}
            RaftBind                                   | {`RaftBind`: `a:b:70000`}
            RaftNodes                                  | {`RaftNodes`: [`a b`]}
            RaftNodes                                  | {`RaftEnabled`: true, `RaftDataDir`: `/d`, `RaftNodes`: [`a`, `a:10008`]}
            RaftNodes                                  | {`RaftEnabled`: true, `RaftDataDir`: `/d`, `RaftNodes`: [`::1`, `[::1]:10008`, `A`]}
            RaftAdvertise                              | {`RaftEnabled`: true, `RaftDataDir`: `/d`, `RaftBind`: `0.0.0.0`}
            RaftAdvertise                              | {`RaftEnabled`: true, `RaftDataDir`: `/d`, `RaftBind`: `[::]:10008`}
            DefaultRaftPort                            | {`RaftEnabled`: true, `RaftDataDir`: `/d`, `RaftBind`: `a`, `DefaultRaftPort`: 0}
            RaftHeartbeatMillis                        | {`RaftEnabled`: true, `RaftDataDir`: `/d`, `RaftHeartbeatMillis`: 500}
            RaftTLSCAFile                              | {`RaftEnabled`: true, `RaftDataDir`: `/d`, `RaftTLSEnabled`: true, `RaftTLSPrivateKeyFile`: `k`, `RaftTLSCertFile`: `c`}
            HTTPAdvertise                              | {`HTTPAdvertise`: `http://h`}
            HTTPAdvertise                              | {`HTTPAdvertise`: `h:3000`}
            HTTPAdvertise                              | {`HTTPAdvertise`: `http://h:3000/x`}
            HTTPAdvertise                              | {`HTTPAdvertise`: `not a url`}
            DeadInstancePollSecondsMultiplyFactor      | {`DeadInstancePollSecondsMultiplyFactor`: 0.5}
            DeadInstancePollSecondsMax                 | {`DeadInstancePollSecondsMax`: 4}
            AuthenticationMethod                       | {`AuthenticationMethod`: `bsic`}
            HTTPAuthUser                               | {`AuthenticationMethod`: `multi`}
            HTTPAuthUser                               | {`AuthenticationMethod`: `Basic`}
            SSLPrivateKeyFile                          | {`UseSSL`: true, `SSLCertFile`: `c`}
            SSLCertFile                                | {`UseSSL`: true, `SSLPrivateKeyFile`: `k`}
            GraphitePath                               | {`GraphiteAddr`: `g:2003`}
            DataCenterPattern                          | {`DataCenterPattern`: `no group`}
            RegionPattern                              | {`RegionPattern`: `[a-`}
            DiscoveryIgnoreHostnameFilters             | {`DiscoveryIgnoreHostnameFilters`: [`ok`, `(`]}
            RecoveryIgnoreHostnameFilters              | {`RecoveryIgnoreHostnameFilters`: [`*a`]}
            RecoverMasterClusterFilters                | {`RecoverMasterClusterFilters`: [`alias~=(`]}
            ClusterNameToAlias                         | {`ClusterNameToAlias`: {`(`: `x`}}
            PseudoGTIDPattern                          | {`PseudoGTIDPattern`: `(`}
            ListenAddress                              | {`ListenAddress`: `3000`}
            ListenAddress                              | {`ListenAddress`: `:99999`}
            StatusEndpoint                             | {`StatusEndpoint`: `status`}
            DiscoverySeeds                             | {`DiscoverySeeds`: [`a:b:c`]}
            LogMode                                    | {`LogMode`: `raft`}
            LogMode                                    | {`LogMode`: `single`, `RaftEnabled`: true, `RaftDataDir`: `/d`}
            LogMode                                    | {`LogMode`: `shared`, `BackendDB`: `sqlite`, `SQLite3DataFile`: `x`}
            ProbeTimeoutSeconds                        | {`ProbeTimeoutSeconds`: 2}
            ProcessesShellCommand                      | {`ProcessesShellCommand`: ` `}
            PostFailoverProcesses                      | {`PostFailoverProcesses`: [`echo {failedHots}`]}
            PreFailoverProcesses                       | {`PreFailoverProcesses`: [`echo {FailureType}`]}
            OnFailureDetectionProcesses                | {`OnFailureDetectionProcesses`: [``]}
            FailureAgreement                           | {`FailureAgreement`: `majority`}
            MySQLTopologySSLCertFile                   | {`MySQLTopologySSLPrivateKeyFile`: `k`}
            InstancePollSeconds                        | {`InstancePollSeconds`: 0}
            """)
    void refuses(String key, String text) {
        assertThat(files.loadText(text.replace('`', '"')).errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.key()).contains(key);
                    assertThat(error.message()).contains(key);
                    assertThat(error.place()).isPresent();
                });
    }

    @Test
    void acceptsWhatOnlyLooksOdd() {
        assertThat(files.loadText("""
                        {
                          "RecoverMasterClusterFilters": ["*", "alias=main", "alias~=^a.*", "db1:3306", ".*"],
                          "DiscoveryIgnoreHostnameFilters": ["10.0.0.1", "::1", "[[:digit:]]+"],
                          "PseudoGTIDPattern": "(", "PseudoGTIDPatternIsFixedSubstring": true,
                          "PostFailoverProcesses": ["awk '{print $1}' | xargs -I{} echo {} ${ORC_FAILED_HOST} {failedHost}"],
                          "AgentsServerPort": "", "ListenAddress": "[::1]:3000", "RaftNodes": ["::1", "[::1]:1", "a.b", "a:1"],
                          "DiscoverySeeds": ["[::1]:3306", "db", "db:1"]
                        }""").errors()).isEmpty();
    }

    @Test
    void aRefusedValueIsNotBlamedTwice() {
        assertThat(files.errors("{\"BackendDB\": \"sqlite\", \"SQLite3DataFile\": 7}"))
                .hasSize(1);
    }

    @Test
    void anEvenNumberOfNodesAndAMissingOneAreMentioned() {
        assertThat(files.warnings("""
                        {"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "c", "RaftNodes": ["a", "b"]}"""))
                .anyMatch(line -> line.contains("does not list this node, c:10008"))
                .anyMatch(line -> line.contains("lists 2 nodes"));
    }

    @Test
    void anAddressThatOtherMachinesCannotReachIsMentioned() {
        assertThat(files.warnings("""
                        {"RaftEnabled": true, "RaftDataDir": "/d", "RaftNodes": ["127.0.0.1", "10.0.0.2", "10.0.0.3"]}"""))
                .anyMatch(line -> line.contains("127.0.0.1:10008, which nodes on other machines cannot reach"));
    }

    @Test
    void theSameNodeMayBeSpeltWithAndWithoutItsPort() {
        assertThat(files.warnings("""
                        {"RaftEnabled": true, "RaftDataDir": "/d", "RaftBind": "N1.example.com",
                         "RaftNodes": ["n1.example.com:10008", "n2.example.com", "n3.example.com"]}""")).isEmpty();
    }

    @Test
    void unknownWordsOfLenientKeysKeepTheirOldMeaning() {
        assertThat(files.good("{\"HostnameResolveMethod\": \"dns\"}").text("HostnameResolveMethod"))
                .isEqualTo("default");
        assertThat(files.warnings("{\"HostnameResolveMethod\": \"dns\"}"))
                .singleElement()
                .asString()
                .contains("counts as \"default\"");
    }

    @Test
    void placeholdersInTheHookThatHasNoneAreMentioned() {
        assertThat(files.warnings("{\"PostTakeMasterProcesses\": [\"echo {failedHost}\"]}"))
                .anyMatch(line -> line.contains("has no placeholders"));
    }
}
