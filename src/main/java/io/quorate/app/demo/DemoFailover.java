package io.quorate.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Kills the primary, or the leading node, or both; tells each step of the recovery, and proves by queries that it worked. */
final class DemoFailover {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Console console;
    private final DemoGroup group;
    private final SandboxTopology servers;
    private final InstantSource clock = InstantSource.system();

    DemoFailover(Console console, DemoGroup group, SandboxTopology servers) {
        this.console = console;
        this.group = group;
        this.servers = servers;
    }

    void run(Demo.Victims victims) throws InterruptedException {
        SandboxServer primary = servers.primary();
        primary.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY)",
                "INSERT INTO shop.orders VALUES (1)");
        servers.awaitCaughtUp(LIMIT);
        DemoNode leader = group.awaitLeader();
        Instant killed = clock.instant();
        DemoStory story = new DemoStory(console, killed);
        if (victims.primary()) {
            console.say("Killing the primary " + primary.key() + " with SIGKILL (process " + primary.pid() + ")");
            primary.kill();
        }
        if (victims.leader()) {
            console.say("Killing the leading node, " + leader.name() + ", with SIGKILL (process " + leader.pid() + ")");
            leader.kill();
            DemoNode next = group.awaitLeader();
            console.at(story.millis(clock.instant()), next.name() + " (" + next.id() + ") leads");
        }
        if (victims.primary()) {
            prove(awaitRecovery(story), story);
        }
    }

    /** The recovery that succeeded, once all that the nodes know of has ended. */
    private JsonNode awaitRecovery(DemoStory story) throws InterruptedException {
        return DemoGroup.await("no recovery succeeded", () -> {
            Optional<JsonNode> fleet = group.fleet();
            fleet.ifPresent(story::tell);
            List<JsonNode> recoveries = fleet.stream()
                    .flatMap(f -> StreamSupport.stream(f.path("recoveries").spliterator(), false))
                    .toList();
            boolean isOver =
                    recoveries.stream().noneMatch(r -> r.path("endedAt").isNull());
            List<JsonNode> succeeded = recoveries.stream()
                    .filter(r -> r.path("isSuccessful").asBoolean())
                    .toList();
            if (succeeded.size() > 1) {
                throw new DemoFailed("the primary was replaced " + succeeded.size() + " times");
            }
            return isOver ? succeeded.stream().findFirst() : Optional.empty();
        });
    }

    private void prove(JsonNode recovery, DemoStory story) throws InterruptedException {
        String successor = recovery.path("successor").asText();
        SandboxServer promoted = servers.servers().stream()
                .filter(server -> server.key().toString().equals(successor))
                .findFirst()
                .orElseThrow(() ->
                        new DemoFailed(successor + " was promoted, which is none of the demonstration's servers"));
        promoted.execute("INSERT INTO shop.orders VALUES (2)");
        console.at(story.millis(clock.instant()), "INSERT on the new primary " + successor + " succeeded");
        for (SandboxServer replica : servers.replicas()) {
            if (replica != promoted) {
                SandboxTopology.awaitCaughtUp(replica, promoted, LIMIT);
                Optional<String> rows = replica.queryOne("SELECT COUNT(*) FROM shop.orders");
                if (!rows.equals(Optional.of("2"))) {
                    throw new DemoFailed(replica.key() + " does not follow: it has " + rows + " rows, not 2");
                }
                console.at(story.millis(clock.instant()), "the replica " + replica.key() + " has both rows");
            }
        }
        long writable = servers.servers().stream()
                .filter(server -> !server.key().equals(servers.primary().key()))
                .filter(server -> server.queryOne("SELECT @@read_only").equals(Optional.of("0")))
                .count();
        if (writable != 1) {
            throw new DemoFailed(writable + " servers take writes, not one");
        }
        console.say("One recovery, on " + recovery.path("node").asText() + "; one server takes writes.");
        int followers = servers.replicas().size() - 1;
        JsonNode repaired = DemoGroup.await(
                "the repaired topology was not seen",
                () -> group.fleet().stream()
                        .flatMap(f -> StreamSupport.stream(f.path("clusters").spliterator(), false))
                        .filter(cluster -> DemoTree.isOf(cluster, successor, followers))
                        .findFirst());
        console.say("\nThe topology now:\n");
        console.say(DemoTree.of(repaired));
    }
}
