package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.config.mapping.ToMysql;
import io.quorate.config.mapping.ToRecovery;
import io.quorate.config.mapping.ToSupervision;
import io.quorate.model.InstanceKey;
import io.quorate.mysql.Settings;
import io.quorate.recovery.plan.RecoveryPolicy;
import io.quorate.supervision.DiscoverySettings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the keys of the file become where they are used; only those where that takes a decision. */
class MappingTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ConfigFiles files;

    @BeforeEach
    void open() {
        files = new ConfigFiles(folder);
    }

    @Test
    void lostServersGetNoDowntimeWhenItsLengthIsZero() {
        assertThat(policy("{\"MasterFailoverLostInstancesDowntimeMinutes\": 0}")
                        .lost()
                        .downtime())
                .isZero();
        assertThat(policy("{}").lost().downtime()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void theKeysAboutRelayLogsAreOneChoice() {
        assertThat(policy("{}").constraints().relayLogs()).isEqualTo(RecoveryPolicy.RelayLogs.WAIT);
        assertThat(policy("{\"FailMasterPromotionIfSQLThreadNotUpToDate\": true}")
                        .constraints()
                        .relayLogs())
                .isEqualTo(RecoveryPolicy.RelayLogs.REFUSE);
        assertThat(policy("{\"DelayMasterPromotionIfSQLThreadNotUpToDate\": true}")
                        .constraints()
                        .relayLogs())
                .isEqualTo(RecoveryPolicy.RelayLogs.WAIT_LONG);
    }

    @Test
    void eachConstraintOnTheSuccessorHasItsOwnKey() {
        assertThat(policy("{\"PreventCrossDataCenterMasterFailover\": true}")
                        .constraints()
                        .sameDataCenter())
                .isTrue();
        assertThat(policy("{\"PreventCrossRegionMasterFailover\": true}")
                        .constraints()
                        .sameRegion())
                .isTrue();
        assertThat(policy("{\"PreventCrossRegionMasterFailover\": true}")
                        .constraints()
                        .sameDataCenter())
                .isFalse();
        assertThat(policy("{\"ApplyMySQLPromotionAfterMasterFailover\": false}")
                        .promotion()
                        .isApplied())
                .isFalse();
    }

    @Test
    void encryptionIsMixedUnlessSaidOtherwise() {
        assertThat(tls("{}").use()).isEqualTo(Settings.Tls.Use.IF_REQUIRED);
        assertThat(tls("{\"MySQLTopologyUseMixedTLS\": false}").use()).isEqualTo(Settings.Tls.Use.NEVER);
        assertThat(tls("{\"MySQLTopologyUseMutualTLS\": true, \"MySQLTopologyUseMixedTLS\": false}")
                        .use())
                .isEqualTo(Settings.Tls.Use.ALWAYS);
    }

    @Test
    void theFilesOfAClientCertificateArePassedOn() {
        Settings.Tls tls = tls("""
                {
                  "MySQLTopologyUseMutualTLS": true,
                  "MySQLTopologySSLCAFile": "/etc/ca.pem",
                  "MySQLTopologySSLCertFile": "/etc/cert.pem",
                  "MySQLTopologySSLPrivateKeyFile": "/etc/key.pem"
                }
                """);
        assertThat(tls.ca()).contains(Path.of("/etc/ca.pem"));
        assertThat(tls.certificate()).contains(Path.of("/etc/cert.pem"));
        assertThat(tls.privateKey()).contains(Path.of("/etc/key.pem"));
        assertThat(tls.skipVerify()).isFalse();
    }

    @Test
    void theFilterOfIgnoredServersLooksAtHostAndPort() {
        Configuration configuration =
                files.good("{\"DiscoveryIgnoreHostnameFilters\": [\"^db1:3307$\", \"10.0.0.9\"]}");
        DiscoverySettings settings = ToSupervision.discovery(configuration);
        assertThat(settings.ignores(new InstanceKey("db1", 3307))).isTrue();
        assertThat(settings.ignores(new InstanceKey("db1", 3306))).isFalse();
        assertThat(settings.ignores(new InstanceKey("10.0.0.9", 3306))).isTrue();
        assertThat(settings.ignores(new InstanceKey("10.0.0.99", 3306))).isFalse();
    }

    private RecoveryPolicy policy(String text) {
        return ToRecovery.policy(files.good(text), "node1");
    }

    private Settings.Tls tls(String text) {
        return ToMysql.settings(files.good(text)).tls();
    }
}
