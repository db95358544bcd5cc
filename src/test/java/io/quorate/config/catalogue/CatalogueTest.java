package io.quorate.config.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quorate.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    /** Defaults that differ on purpose; docs/configuration.md tells why. */
    private static final Map<String, Object> OURS = Map.of("MasterFailoverLostInstancesDowntimeMinutes", 525_600);

    private record Row(String name, String type, String initial, String origin) {}

    @Test
    void hasEveryKeyOfTheOldProgramsWithItsTypeAndDefault() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSize(201);
        for (Row row : rows) {
            Key key = Catalogue.get(row.name());
            assertThat(key.origin().name().toLowerCase(Locale.ROOT))
                    .as(row.name())
                    .isEqualTo(row.origin());
            assertThat(typeOf(key))
                    .as("type of %s", row.name())
                    .isEqualTo(row.type().replace("uint", "integer"));
            if (row.type().equals("uint")) {
                assertThat(key.least()).as("least of %s", row.name()).isNotNegative();
            }
            Object expected = OURS.getOrDefault(row.name(), valueOf(row, key));
            assertThat(key.initial()).as("default of %s", row.name()).isEqualTo(expected);
        }
    }

    @Test
    void hasTheNamesOfHam4db() {
        List<Key> keys = Catalogue.keys().stream()
                .filter(key -> key.origin() == Origin.HAM4DB)
                .toList();
        assertThat(keys).hasSize(24);
        assertThat(keys).filteredOn(key -> key.target().isPresent()).hasSize(21);
    }

    @Test
    void hasTheKeysOfProxySqlOrchestrator() {
        assertThat(Catalogue.keys())
                .filteredOn(key -> key.origin() == Origin.PROXYSQL)
                .extracting(Key::name)
                .containsExactlyInAnyOrder(
                        "ProxySQLAdminAddress",
                        "ProxySQLAdminPort",
                        "ProxySQLAdminUser",
                        "ProxySQLAdminPassword",
                        "ProxySQLAdminUseTLS",
                        "ProxySQLWriterHostgroup",
                        "ProxySQLReaderHostgroup",
                        "ProxySQLPreFailoverAction",
                        "PrometheusEnabled",
                        "ProviderType",
                        "PostgreSQLTopologyUser",
                        "PostgreSQLTopologyPassword",
                        "PostgreSQLSSLMode",
                        "FailRecoveryOnFailedPostFailoverProcesses");
    }

    @Test
    void hasQuoratesOwnKeys() {
        assertThat(Catalogue.keys())
                .filteredOn(key -> key.origin() == Origin.QUORATE)
                .extracting(key -> key.name() + "=" + key.initial())
                .containsExactlyInAnyOrder(
                        "ProbeTimeoutSeconds=0",
                        "PulseMilliseconds=100",
                        "PulseTimeoutMilliseconds=400",
                        "HookTimeoutSeconds=60",
                        "FailureAgreement=leader",
                        "FailureAgreementTimeoutSeconds=10",
                        "FailureAgreementCodes=[]",
                        "LogMode=auto",
                        "NodeId=",
                        "RaftElectionTimeoutMillis=1000",
                        "RaftHeartbeatMillis=0",
                        "DataCenter=",
                        "RaftSnapshotEntries=10000",
                        "RaftSnapshotBytes=8388608",
                        "RaftKeepEntries=5000",
                        "RaftJoin=[]",
                        "RaftJoinTimeoutSeconds=0",
                        "RaftTLSEnabled=false",
                        "RaftTLSPrivateKeyFile=",
                        "RaftTLSCertFile=",
                        "RaftTLSCAFile=",
                        "ProbeAssignment=all",
                        "ProbeOwnersPrimary=2",
                        "ProbeOwnersReplica=1",
                        "ProbeDataCenterFallback={}",
                        "HTTPMutationsByGet=true");
    }

    @Test
    void acceptsTheNamesDroppedLongAgo() {
        assertThat(List.of(
                        "DatabaselessMode__experimental",
                        "BufferBinlogEvents",
                        "BinlogFileHistoryDays",
                        "MaintenanceOwner",
                        "ReadLongRunningQueries",
                        "DiscoveryPollSeconds",
                        "ActiveNodeExpireSeconds",
                        "AuditPageSize",
                        "SlaveStartPostWaitMilliseconds",
                        "MySQLTopologyMaxPoolConnections",
                        "MaintenancePurgeDays",
                        "MaintenanceExpireMinutes",
                        "HttpTimeoutSeconds",
                        "AgentAutoDiscover",
                        "PseudoGTIDCoordinatesHistoryHeuristicMinutes",
                        "PseudoGTIDPreferIndependentMultiMatch",
                        "MaxOutdatedKeysToShow",
                        "StatusSimpleHealth"))
                .allSatisfy(name -> assertThat(Catalogue.get(name).status()).isInstanceOf(Status.NoMeaning.class));
    }

    @Test
    void everyKeyIsExplainedInASentence() {
        assertThat(Catalogue.keys())
                .allSatisfy(key -> assertThat(key.description())
                        .as(key.name())
                        .hasSizeGreaterThan(5)
                        .endsWith("."));
    }

    @Test
    void everyPasswordAndTokenIsASecret() {
        assertThat(Catalogue.keys())
                .filteredOn(key -> key.name().matches(".*(Password|AclToken|ClientSecret)$"))
                .hasSize(9)
                .allMatch(Key::isSecret);
    }

    @Test
    void lengthsOfTimeHaveTheUnitOfTheirName() {
        assertThat(Catalogue.get("InstancePollSeconds").unit()).contains(ChronoUnit.SECONDS);
        assertThat(Catalogue.get("PulseMilliseconds").unit()).contains(ChronoUnit.MILLIS);
        assertThat(Catalogue.get("RaftElectionTimeoutMillis").unit()).contains(ChronoUnit.MILLIS);
        assertThat(Catalogue.get("AuditPurgeDays").unit()).contains(ChronoUnit.DAYS);
        assertThat(Catalogue.get("DeadInstancePollSecondsMax").unit()).contains(ChronoUnit.SECONDS);
        assertThat(Catalogue.get("DeadInstancePollSecondsMultiplyFactor").unit())
                .isEmpty();
        assertThat(Catalogue.get("DiscoverySeeds").unit()).isEmpty();
    }

    private static String typeOf(Key key) {
        return switch (key.type()) {
            case FLAG -> "bool";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case TEXT, WORD, SECRET, PATTERN -> "string";
            case TEXTS, COMMANDS, PATTERNS, HOST_PATTERNS, CLUSTER_FILTERS -> "array";
            case MAPPING -> "object";
        };
    }

    private static Object valueOf(Row row, Key key) throws IOException {
        JsonNode node = JsonMapper.builder().build().readTree(row.initial());
        return switch (key.type()) {
            case FLAG -> node.booleanValue();
            case INTEGER -> node.intValue();
            case NUMBER -> node.doubleValue();
            case TEXT, WORD, PATTERN -> node.textValue();
            case SECRET -> Secret.of(node.textValue());
            case MAPPING -> Map.of();
            case TEXTS, COMMANDS, PATTERNS, HOST_PATTERNS, CLUSTER_FILTERS ->
                Optional.of(node)
                        .filter(list -> !list.isEmpty())
                        .map(list -> List.of(list.get(0).textValue()))
                        .orElse(List.of());
        };
    }

    private static List<Row> rows() throws IOException {
        try (InputStream table = CatalogueTest.class.getResourceAsStream("/io/quorate/config/old-defaults.tsv")) {
            String text = new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        }
    }
}
