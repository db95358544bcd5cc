package io.quorate.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three nodes, each a process; the primary dies, and the node that recovers it is killed when a certain step has become
 * known to another node. Whatever had been done by then, the next leader ends it: one primary, all replicas below it.
 */
class LeaderDiesDuringRecoveryIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "after a step that says \"{0}\"")
    @ValueSource(strings = {"begins on", "stop the I/O thread", "forget its source", "replicate from"})
    void theNextLeaderEndsTheRecovery(String step) throws IOException, InterruptedException {
        ServerDistribution distribution = ServerDistribution.preferred().get(0);
        try (SandboxTopology servers = TestServers.sandbox(distribution)
                        .topology(distribution)
                        .replicas(3)
                        .start();
                DemoGroup group = new DemoGroup()) {
            List<DemoConfiguration.Place> places =
                    DemoConfiguration.write(folder, 3, servers.replicas().get(0).key(), freePort());
            slowDown(places, step);
            group.start(places);
            DemoNode leader = group.awaitLeader();
            DemoGroup.await("no topology", () -> complete(group));
            servers.primary().execute("CREATE DATABASE shop", "CREATE TABLE shop.orders (id INT PRIMARY KEY)");
            servers.awaitCaughtUp(LIMIT);

            servers.primary().kill();
            DemoGroup.await("no such step: " + step, () -> hasStep(group, leader, step));
            leader.kill();

            try {
                assertEnded(group, servers, leader);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(story(group), e);
            }
        }
    }

    private static void assertEnded(DemoGroup group, SandboxTopology servers, DemoNode leader)
            throws InterruptedException {
        JsonNode recovery = DemoGroup.await("no recovery succeeded", () -> succeeded(group));
        assertReplaced(servers, recovery.path("successor").asText());
        assertThat(recoveries(group))
                .filteredOn(r -> r.path("isSuccessful").asBoolean())
                .hasSize(1);
        assertThat(recoveries(group))
                .filteredOn(r -> r.path("node").asText().equals(leader.id())
                        && !r.path("isSuccessful").asBoolean())
                .allSatisfy(broken -> assertThat(
                                broken.path("acknowledgement").path("comment").asText())
                        .contains("stopped or no longer led"));
    }

    /** What the nodes agreed on and what they logged. */
    private static String story(DemoGroup group) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        recoveries(group).forEach(r -> text.append(r.toPrettyString()).append('\n'));
        for (DemoNode node : group.nodes()) {
            try {
                text.append(node.id()).append(":\n").append(Files.readString(node.log()));
            } catch (IOException e) {
                text.append(e);
            }
        }
        return text.toString();
    }

    /** A hook gives time to kill between registration and the first change. */
    private static void slowDown(List<DemoConfiguration.Place> places, String step) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (DemoConfiguration.Place place : places) {
            ObjectNode values = (ObjectNode) json.readTree(Files.readString(place.file()));
            if (step.equals("begins on")) {
                values.putArray("PreFailoverProcesses").add("sleep 3");
            }
            Files.writeString(place.file(), json.writeValueAsString(values));
        }
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket any = new java.net.ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static Optional<JsonNode> complete(DemoGroup group) throws InterruptedException {
        // Every node must know the servers before one of them has to carry on alone.
        Optional<JsonNode> seen = Optional.empty();
        for (DemoNode node : group.nodes()) {
            seen = node.get("api/v2/fleet").stream()
                    .flatMap(
                            fleet -> StreamSupport.stream(fleet.path("clusters").spliterator(), false))
                    .filter(cluster -> DemoTree.replicating(cluster) == 3)
                    .findFirst();
            if (seen.isEmpty()) {
                return seen;
            }
        }
        return seen;
    }

    private static Optional<JsonNode> hasStep(DemoGroup group, DemoNode leader, String text)
            throws InterruptedException {
        for (DemoNode node : group.nodes()) {
            Optional<JsonNode> found = node == leader
                    ? Optional.empty()
                    : node.get("api/v2/fleet").stream()
                            .flatMap(fleet -> StreamSupport.stream(
                                    fleet.path("recoveries").spliterator(), false))
                            .flatMap(r -> StreamSupport.stream(r.path("steps").spliterator(), false))
                            .filter(step -> step.path("message").asText().contains(text))
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<JsonNode> recoveries(DemoGroup group) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        group.fleet().ifPresent(fleet -> fleet.path("recoveries").forEach(all::add));
        return all;
    }

    private static Optional<JsonNode> succeeded(DemoGroup group) throws InterruptedException {
        return recoveries(group).stream()
                .filter(r -> r.path("isSuccessful").asBoolean())
                .findFirst();
    }

    private static void assertReplaced(SandboxTopology servers, String successor) {
        SandboxServer promoted = servers.replicas().stream()
                .filter(server -> server.key().toString().equals(successor))
                .findFirst()
                .orElseThrow();
        promoted.execute("INSERT INTO shop.orders VALUES (1)");
        for (SandboxServer replica : servers.replicas()) {
            if (replica != promoted) {
                SandboxTopology.awaitCaughtUp(replica, promoted, LIMIT);
                assertThat(replica.queryOne("SELECT @@read_only")).contains("1");
                assertThat(replica.queryOne("SELECT COUNT(*) FROM shop.orders")).contains("1");
            }
        }
    }
}
