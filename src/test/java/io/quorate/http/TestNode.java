package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.Materializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.quorate.log.FakeGroup;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.ProbeFailure;
import io.quorate.readmodel.ClusterNaming;
import io.quorate.readmodel.FakeLog;
import io.quorate.readmodel.LiveReadModel;
import io.quorate.readmodel.NodeFacts;
import io.quorate.readmodel.ProbeSamples;
import io.quorate.readmodel.SampleServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A node with two clusters and a fixed clock, but without servers: requests go straight to the front door. */
final class TestNode implements AutoCloseable {

    static final Instant NOW = SampleServers.NOW;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final FakeLog log = new FakeLog();
    final ActorSystem<Void> system = ActorSystem.create(
            Behaviors.empty(),
            "http-test",
            ConfigFactory.parseString("akka.loglevel = WARNING").withFallback(ConfigFactory.load()));
    final LiveReadModel readModel = new LiveReadModel(
            log,
            ClusterNaming.NONE,
            () -> new NodeFacts("node1", "ab".repeat(32), "0.1", "quorate.db", NOW.minusSeconds(60), trouble()),
            new ProbeSamples(Duration.ofMinutes(2)),
            InstantSource.fixed(NOW));
    final FakeRecovery recovery = new FakeRecovery();
    final Ports ports;
    private final FrontDoor door;
    private volatile Optional<String> trouble = Optional.empty();

    TestNode() {
        this(Settings.onLoopback(0));
    }

    TestNode(Settings settings) {
        this(settings, Optional.empty());
    }

    /** A member of a group, at 10.0.0.1:10008. */
    TestNode(FakeGroup group) {
        this(
                Settings.onLoopback(0),
                Optional.of(new GroupSeat(group, "0.0.0.0:10008", "10.0.0.1:10008", 10008, Optional.empty())));
    }

    private TestNode(Settings settings, Optional<GroupSeat> seat) {
        ports = new Ports(
                readModel, log, new FakeDiscovery(), recovery, new FakeNames(), InstantSource.fixed(NOW), seat);
        readModel.publish(SampleServers.shop());
        readModel.publish(SampleServers.payments());
        EventStream events = new EventStream(settings, ports);
        events.start();
        door = new FrontDoor(system, settings, ports, events);
    }

    private Optional<String> trouble() {
        return trouble;
    }

    void fallIll(String why) {
        trouble = Optional.of(why);
    }

    /** An answer as a client sees it. */
    record Seen(int status, String contentType, String body) {

        JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + body, e);
            }
        }

        JsonNode details() {
            return json().get("Details");
        }
    }

    Seen get(String path) {
        return send(HttpRequest.GET(path));
    }

    HttpResponse raw(HttpRequest request) {
        return await(door.handle(request));
    }

    Seen send(HttpRequest request) {
        HttpResponse response = raw(request);
        String body = await(response.entity().toStrict(5_000, Materializer.matFromSystem(system)))
                .getData()
                .decodeString(StandardCharsets.UTF_8);
        return new Seen(
                response.status().intValue(), response.entity().getContentType().toString(), body);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Override
    public void close() {
        system.terminate();
    }

    /** {@code new1} answers, {@code down1} refuses; {@code ignored1} is filtered out. */
    static final class FakeDiscovery implements DiscoveryCommands {

        @Override
        public CompletionStage<Observation> probe(InstanceKey key) {
            if (key.host().startsWith("down")) {
                ProbeFailure why = new ProbeFailure(ProbeFailure.Kind.REFUSED, "connection refused", false);
                return CompletableFuture.completedFuture(
                        Observation.unprobed(key).failed(why, NOW.minusMillis(5), NOW));
            }
            return CompletableFuture.completedFuture(SampleServers.seen(SampleServers.primary(key.toString(), "")));
        }

        @Override
        public boolean isIgnored(InstanceKey key) {
            return key.host().startsWith("ignored");
        }
    }

    /** Promotes the candidate, or {@code db2}; says no for {@code pay1}. */
    static final class FakeRecovery implements RecoveryCommands {
        boolean skippedHooks;

        @Override
        public CompletionStage<Recovered> recover(
                InstanceKey failed, Optional<InstanceKey> candidate, boolean skipHooks) {
            skippedHooks = skipHooks;
            if (failed.host().equals("pay1")) {
                return CompletableFuture.completedFuture(
                        new Recovered(Optional.empty(), "Recovery not attempted: pay1:3306 is healthy"));
            }
            InstanceKey promoted = candidate.orElse(SampleServers.key("db2"));
            return CompletableFuture.completedFuture(new Recovered(Optional.of(promoted), "Promoted " + promoted));
        }
    }

    /** {@code shop-vip} means {@code db1}; {@code bad.host} cannot be looked up. */
    static final class FakeNames implements HostNames {

        @Override
        public CompletionStage<String> resolve(String host) {
            return host.equals("bad.host")
                    ? CompletableFuture.failedFuture(new IOException("no such host"))
                    : CompletableFuture.completedFuture(host.equals("shop-vip") ? "db1" : host);
        }

        @Override
        public CompletionStage<Void> connect(InstanceKey key) {
            return key.host().startsWith("db")
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(new IOException("connection refused"));
        }

        @Override
        public SortedMap<String, String> cache() {
            return new TreeMap<>(java.util.Map.of("shop-vip", "db1"));
        }

        @Override
        public void clear() {}
    }
}
