package io.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.statemachine.NoteChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The calls of the old command-line client, with what it prints of their answers. It sends owner, reason, tags and
 * comments with a newline at the end, hints as {@code host:port}, and leaves a slash behind empty parameters.
 */
class ClientCommandsTest {

    private TestNode node;

    @BeforeEach
    void start() {
        node = new TestNode();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    // ---- the client's filters

    private static String key(JsonNode json) {
        return json.get("Hostname").asText() + ":" + json.get("Port").asText();
    }

    private static String each(JsonNode list, Function<JsonNode, String> element) {
        return String.join(
                " ",
                StreamSupport.stream(list.spliterator(), false).map(element).toList());
    }

    private static String keys(JsonNode json) {
        return each(json, i -> key(i.get("Key")));
    }

    private static String bareKeys(JsonNode json) {
        return each(json, ClientCommandsTest::key);
    }

    private static String ownKey(JsonNode json) {
        return key(json.get("Key"));
    }

    private static String detailsKey(JsonNode json) {
        return key(json.get("Details"));
    }

    private static String details(JsonNode json) {
        return json.get("Details").asText();
    }

    private static String whole(JsonNode json) {
        return json.toString();
    }

    private static Function<JsonNode, String> field(String name) {
        return json -> json.get(name).asText();
    }

    private static Arguments row(String command, String path, Function<JsonNode, String> filter, String printed) {
        return Arguments.of(command, path, filter, printed);
    }

    static Stream<Arguments> readingCommands() {
        return Stream.of(
                row("clusters", "clusters-info", j -> each(j, field("ClusterName")), "db1:3306 pay1:3306"),
                row("clusters-alias", "clusters-info", j -> each(j, field("ClusterAlias")), "shop pay1:3306"),
                row("search", "search?s=db%0A", ClientCommandsTest::keys, "db1:3306 db2:3306 db3:3306"),
                row(
                        "all-instances",
                        "all-instances",
                        ClientCommandsTest::keys,
                        "db1:3306 pay1:3306 db2:3306 db3:3306 pay2:3306"),
                row("instance", "instance/db2/3306", ClientCommandsTest::ownKey, "db2:3306"),
                row("instance, fuzzy", "instance/y2/3306", ClientCommandsTest::ownKey, "pay2:3306"),
                row("instance, resolved", "instance/shop-vip/3306", ClientCommandsTest::ownKey, "db1:3306"),
                row("which-master", "instance/db2/3306", j -> key(j.get("MasterKey")), "db1:3306"),
                row("which-master of a master", "instance/db1/3306", j -> key(j.get("MasterKey")), ":0"),
                row("which-replicas", "instance-replicas/db1/3306", ClientCommandsTest::keys, "db2:3306 db3:3306"),
                row("which-replicas of nobody", "instance-replicas/nobody/3306", ClientCommandsTest::whole, "[]"),
                row("which-cluster", "cluster-info/db2:3306", field("ClusterName"), "db1:3306"),
                row("which-cluster by name", "cluster-info/db2", field("ClusterName"), "db1:3306"),
                row("which-cluster-alias", "cluster-info/shop", field("ClusterAlias"), "shop"),
                row("which-cluster-master", "master/shop", field("ClusterName"), "db1:3306"),
                row("which-cluster-instances", "cluster/shop", ClientCommandsTest::keys, "db1:3306 db2:3306 db3:3306"),
                row("all-clusters-masters", "masters", ClientCommandsTest::keys, "db1:3306 pay1:3306"),
                row("dominant-dc", "masters", j -> each(j, field("DataCenter")), "dc1 dc1"),
                row("downtimed", "downtimed/", ClientCommandsTest::whole, "[]"),
                row("downtimed -a", "downtimed/shop", ClientCommandsTest::whole, "[]"),
                row("is-replicating", "instance/db2/3306", field("ReplicationSQLThreadState"), "1"),
                row("is-replication-stopped", "instance/pay2/3306", field("ReplicationIOThreadState"), "0"),
                row("which-gtid-errant", "instance/db2/3306", field("GtidErrant"), ""),
                row("check-global-recoveries", "check-global-recoveries", ClientCommandsTest::details, "enabled"),
                row("tags", "tags/db1/3306", ClientCommandsTest::whole, "[]"),
                row("leader detection", "leader-check", ClientCommandsTest::whole, "\"OK\""),
                row("leader detection, routed", "routed-leader-check", ClientCommandsTest::whole, "\"OK\""),
                row("status", "status", j -> j.get("Details").get("Hostname").asText(), "node1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readingCommands")
    void answersReadingCommands(String command, String path, Function<JsonNode, String> filter, String printed) {
        TestNode.Seen seen = node.get("/api/" + path);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(filter.apply(seen.json())).isEqualTo(printed);
    }

    static Stream<Arguments> changingCommands() {
        return Stream.of(
                row("discover", "discover/new1/3306", j -> ownKey(j.get("Details")), "new1:3306"),
                row("async-discover", "async-discover/new1/3306", ClientCommandsTest::details, "null"),
                row("forget", "forget/db3/3306", ClientCommandsTest::detailsKey, "db3:3306"),
                row("forget-cluster", "forget-cluster/shop", ClientCommandsTest::details, "null"),
                row(
                        "begin-downtime",
                        "begin-downtime/db2/3306/me%0A/some%20reason%0A/5m",
                        ClientCommandsTest::detailsKey,
                        "db2:3306"),
                row("end-downtime", "end-downtime/db2/3306", ClientCommandsTest::detailsKey, "db2:3306"),
                row(
                        "begin-maintenance",
                        "begin-maintenance/db2/3306/me%0A/why%0A",
                        ClientCommandsTest::detailsKey,
                        "db2:3306"),
                row("end-maintenance", "end-maintenance/db2/3306", ClientCommandsTest::detailsKey, "db2:3306"),
                row(
                        "register-candidate",
                        "register-candidate/db2/3306/prefer",
                        ClientCommandsTest::detailsKey,
                        "db2:3306"),
                row(
                        "register-hostname-unresolve",
                        "register-hostname-unresolve/db2/3306/vip",
                        ClientCommandsTest::detailsKey,
                        "db2:3306"),
                row(
                        "deregister-hostname-unresolve",
                        "deregister-hostname-unresolve/db2/3306",
                        ClientCommandsTest::detailsKey,
                        "db2:3306"),
                row("tag", "tag/db2/3306?tag=role%3Dbackup%0A", ClientCommandsTest::detailsKey, "db2:3306"),
                row("untag", "untag/db2/3306?tag=role", j -> bareKeys(j.get("Details")), ""),
                row("untag-all", "untag-all?tag=role=backup", j -> bareKeys(j.get("Details")), ""),
                row("recover", "recover/db1/3306", ClientCommandsTest::detailsKey, "db2:3306"),
                row(
                        "ack-cluster-recoveries",
                        "ack-recovery/cluster/shop?comment=seen%0A",
                        ClientCommandsTest::details,
                        "db1:3306"),
                row("ack-all-recoveries", "ack-all-recoveries?comment=seen%0A", ClientCommandsTest::details, "seen"),
                row("disable-global-recoveries", "disable-global-recoveries", ClientCommandsTest::details, "disabled"),
                row("enable-global-recoveries", "enable-global-recoveries", ClientCommandsTest::details, "enabled"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changingCommands")
    void answersChangingCommands(String command, String path, Function<JsonNode, String> filter, String printed) {
        TestNode.Seen seen = node.get("/api/" + path);
        assertThat(seen.json().get("Code").asText()).isEqualTo("OK");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(filter.apply(seen.json())).isEqualTo(printed);
    }

    @Test
    void anIpv6AddressIsTheSameServerWithAndWithoutBrackets() {
        for (String host : List.of("2001:db8::1", "[2001:db8::1]", "%5B2001:db8::1%5D")) {
            assertThat(key(node.get("/api/begin-downtime/" + host + "/3306/me/why")
                            .details()))
                    .isEqualTo("2001:db8::1:3306");
        }
    }

    @Test
    void showsTheTopologyInItsThreeForms() {
        assertThat(node.get("/api/topology/shop").details().asText())
                .isEqualTo(node.get("/api/topology/db2/3306").details().asText())
                .startsWith("db1:3306   [0s,ok,8.0.31,rw,ROW,>>,GTID]\n+ db2:3306 [");
        assertThat(node.get("/api/topology-tabulated/shop").details().asText()).contains("db1:3306  |0s|ok|8.0.31|rw");
        assertThat(node.get("/api/topology-tags/shop").details().asText()).endsWith(" []");
    }

    @Test
    void remembersDowntimesUntilTheyEnd() {
        node.get("/api/begin-downtime/db2/3306/me%0A/some%20reason%0A/5m");
        JsonNode downtimed = node.get("/api/downtimed").json().get(0);
        assertThat(ownKey(downtimed)).isEqualTo("db2:3306");
        assertThat(downtimed.get("DowntimeReason").asText()).isEqualTo("some reason");
        assertThat(downtimed.get("DowntimeEndTimestamp").asText()).isEqualTo("2026-03-01 10:25:30");
        node.get("/api/end-downtime/db2/3306");
        assertThat(node.get("/api/downtimed/shop").body()).isEqualTo("[]");
    }

    @Test
    void givesADowntimeWithoutLengthTenMinutes() {
        node.get("/api/begin-downtime/db2/3306/me/why");
        node.get("/api/begin-downtime/db3/3306/me/why/0s");
        JsonNode downtimed = node.get("/api/downtimed").json();
        assertThat(each(downtimed, field("DowntimeEndTimestamp"))).isEqualTo("2026-03-01 10:30:30 2026-03-01 10:30:30");
    }

    @Test
    void refusesASecondMaintenanceWithTheZeroTheClientPrints() {
        node.get("/api/begin-maintenance/db2/3306/me/why");
        TestNode.Seen second = node.get("/api/begin-maintenance/db2/3306/you/why");
        assertThat(second.status()).isEqualTo(500);
        assertThat(second.details().asInt(-1)).isZero();
        assertThat(node.get("/api/maintenance").body())
                .isEqualTo("[{\"MaintenanceId\":1,\"Key\":{\"Hostname\":\"db2\",\"Port\":3306},"
                        + "\"BeginTimestamp\":\"2026-03-01 10:20:30\",\"SecondsElapsed\":0,\"IsActive\":true,"
                        + "\"Owner\":\"me\",\"Reason\":\"why\"}]");
        assertThat(node.get("/api/in-maintenance/db2/3306")
                        .json()
                        .get("Message")
                        .asText())
                .isEqualTo("true");
        node.get("/api/end-maintenance/1");
        assertThat(node.get("/api/maintenance").body()).isEqualTo("[]");
        assertThat(node.get("/api/in-maintenance/db2/3306").details().asText()).isEmpty();
    }

    @Test
    void findsServersByTheirTags() {
        node.get("/api/tag/db2/3306?tag=role%3Dbackup%0A");
        node.get("/api/tag/db3/3306/role/live");
        node.get("/api/tag/db3/3306?tag=in_service");
        assertThat(node.get("/api/tags/db3/3306").body()).isEqualTo("[\"in_service=\",\"role=live\"]");
        assertThat(node.get("/api/tag-value/db2/3306?tag=role%0A").body()).isEqualTo("\"backup\"");
        assertThat(tagged("role%3Dbackup")).isEqualTo("db2:3306");
        assertThat(tagged("role")).isEqualTo("db2:3306 db3:3306");
        assertThat(tagged("role,~in_service")).isEqualTo("db2:3306");
        assertThat(tagged("!role%3Dbackup")).isEqualTo("db3:3306");
        assertThat(bareKeys(node.get("/api/untag-all/role/live").details())).isEqualTo("db3:3306");
        assertThat(bareKeys(node.get("/api/untag/db2/3306?tag=role").details())).isEqualTo("db2:3306");
        assertThat(tagged("role")).isEmpty();
    }

    private String tagged(String tags) {
        return bareKeys(node.get("/api/tagged/?tag=" + tags).json());
    }

    @Test
    void saysWhichServerFailedWhenNothingWasPromoted() {
        TestNode.Seen refused = node.get("/api/recover/pay1/3306");
        assertThat(refused.status()).isEqualTo(500);
        assertThat(key(refused.details())).isEqualTo("pay1:3306");
        assertThat(refused.json().get("Message").asText()).startsWith("Recovery not attempted");
    }

    @Test
    void passesOnTheCandidateAndWhetherHooksRun() {
        assertThat(key(node.get("/api/recover/db1/3306/db3/3306").details())).isEqualTo("db3:3306");
        assertThat(node.recovery.skippedHooks).isFalse();
        assertThat(key(node.get("/api/recover-lite/db1/3306/db3/x").details())).isEqualTo("db2:3306");
        assertThat(node.recovery.skippedHooks).isTrue();
    }

    @Test
    void changesTheAliasByHand() {
        node.get("/api/set-cluster-alias/pay1:3306?alias=payments");
        assertThat(node.get("/api/cluster-info/alias/payments")
                        .json()
                        .get("ClusterName")
                        .asText())
                .isEqualTo("pay1:3306");
        assertThat(node.log.proposed()).contains(new NoteChange.SetAliasOverride("pay1:3306", "payments"));
    }

    @Test
    void tellsProblemsAsAListOrNull() {
        assertThat(keys(node.get("/api/problems").json())).isEqualTo("pay2:3306");
        assertThat(keys(node.get("/api/problems/pay%25").json())).isEqualTo("pay2:3306");
        assertThat(node.get("/api/problems/db1:3306").body()).isEqualTo("null");
    }

    @Test
    void answersWithoutLeadershipThatNothingWasChanged() {
        node.log.loseQuorum();
        TestNode.Seen seen = node.get("/api/disable-global-recoveries");
        assertThat(seen.status()).isEqualTo(503);
        assertThat(seen.json().get("Code").asText()).isEqualTo("ERROR");
        assertThat(node.get("/api/leader-check").body()).isEqualTo("\"Not leader\"");
        assertThat(node.get("/api/leader-check").status()).isEqualTo(404);
        assertThat(node.get("/api/leader-check/503").status()).isEqualTo(503);
        assertThat(node.get("/api/leader-check/42").status()).isEqualTo(404);
        assertThat(node.get("/api/leader-check/x").status()).isEqualTo(404);
    }

    @Test
    void reportsHealthInTheOldForm() {
        JsonNode healthy = node.get("/api/health").json();
        List<String> names = new ArrayList<>();
        healthy.get("Details").fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "Healthy",
                        "Hostname",
                        "Token",
                        "IsActiveNode",
                        "ActiveNode",
                        "Error",
                        "AvailableNodes",
                        "RaftLeader",
                        "IsRaftLeader",
                        "RaftLeaderURI",
                        "RaftAdvertise",
                        "RaftHealthyMembers");
        assertThat(healthy.get("Details").get("Healthy").asBoolean()).isTrue();
        node.fallIll("the database cannot be written");
        TestNode.Seen ill = node.get("/api/health");
        assertThat(ill.status()).isEqualTo(500);
        assertThat(ill.details().get("Healthy").asBoolean()).isFalse();
        assertThat(ill.json().get("Message").asText()).endsWith("the database cannot be written");
    }
}
