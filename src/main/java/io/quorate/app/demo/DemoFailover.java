package io.quorate.app.demo;

import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.FleetEvent;
import io.quorate.readmodel.ReadModel;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.SandboxTopology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Kills the primary, tells each step of the recovery, and proves by queries that it worked. */
final class DemoFailover {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Console console;
    private final ReadModel readModel;
    private final SandboxTopology servers;
    private final InstantSource clock = InstantSource.system();
    private final CompletableFuture<RecoveryRecord> ended = new CompletableFuture<>();

    DemoFailover(Console console, ReadModel readModel, SandboxTopology servers) {
        this.console = console;
        this.readModel = readModel;
        this.servers = servers;
    }

    void run() throws InterruptedException {
        SandboxServer primary = servers.primary();
        primary.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY)",
                "INSERT INTO shop.orders VALUES (1)");
        servers.awaitCaughtUp(LIMIT);
        Instant killed = clock.instant();
        try (ReadModel.Subscription ignored = readModel.subscribe(event -> tell(event, killed))) {
            console.say("Killing the primary " + primary.key() + " with SIGKILL (process " + primary.pid() + ")");
            primary.kill();
            RecoveryRecord recovery = await();
            prove(recovery, killed);
        }
    }

    private void tell(FleetEvent event, Instant killed) {
        if (event instanceof FleetEvent.FailureDetected detected) {
            console.at(
                    millis(killed, detected.detection().startedAt()),
                    "detected: " + detected.detection().failure().description());
            detected.detection().failure().evidence().forEach(line -> console.say("            because " + line));
        } else if (event instanceof FleetEvent.RecoveryAdvanced advanced) {
            console.at(millis(killed, advanced.step().at()), advanced.step().message());
        } else if (event instanceof FleetEvent.RecoveryEnded over) {
            ended.complete(over.recovery());
        }
    }

    private RecoveryRecord await() throws InterruptedException {
        try {
            return ended.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DemoFailed("no recovery ended within " + LIMIT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void prove(RecoveryRecord recovery, Instant killed) {
        InstanceKey successor = recovery.successor()
                .orElseThrow(() -> new DemoFailed("nothing was promoted: "
                        + recovery.result().map(RecoveryRecord.Result::errors).orElse(List.of())));
        SandboxServer promoted = serverOf(successor);
        promoted.execute("INSERT INTO shop.orders VALUES (2)");
        console.at(millis(killed, clock.instant()), "INSERT on the new primary " + successor + " succeeded");
        for (SandboxServer replica : servers.replicas()) {
            if (replica != promoted) {
                SandboxTopology.awaitCaughtUp(replica, promoted, LIMIT);
                Optional<String> rows = replica.queryOne("SELECT COUNT(*) FROM shop.orders");
                if (!rows.equals(Optional.of("2"))) {
                    throw new DemoFailed(replica.key() + " does not follow: it has " + rows + " rows, not 2");
                }
                console.at(millis(killed, clock.instant()), "the replica " + replica.key() + " has both rows");
            }
        }
        console.say("\nThe topology now:\n");
        console.say(awaitRepaired(successor).topology().toString());
    }

    /** The cluster of the new primary, once it was seen with all its replicas. */
    private ClusterView awaitRepaired(InstanceKey successor) {
        CompletableFuture<ClusterView> repaired = new CompletableFuture<>();
        try (ReadModel.Subscription ignored =
                readModel.subscribe(event -> repaired(successor).ifPresent(repaired::complete))) {
            repaired(successor).ifPresent(repaired::complete);
            return repaired.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw new DemoFailed("the repaired topology was not seen within " + LIMIT.toSeconds() + " s");
        }
    }

    private Optional<ClusterView> repaired(InstanceKey successor) {
        return readModel
                .view()
                .clusterOf(successor)
                .filter(cluster -> cluster.topology().replicasOf(successor).size()
                        == servers.replicas().size() - 1)
                .filter(cluster -> cluster.name().equals(successor.toString()));
    }

    private SandboxServer serverOf(InstanceKey key) {
        return servers.servers().stream()
                .filter(server -> server.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new DemoFailed(key + " was promoted, which is none of the demonstration's servers"));
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
