package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure.Kind;
import io.quorate.model.Secret;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.ServerSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Servers that hang, refuse or die: each call ends in time and says what happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnresponsiveServerIT {

    private static final Settings LIMITED =
            ServerLab.withLimits(Duration.ofMillis(700), Duration.ofSeconds(5), Duration.ofMillis(1500));
    private static final Duration PULSE = Duration.ofMillis(300);

    @SuppressWarnings("NullAway.Init") // set before the first test
    private ServerLab lab;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private ServerDistribution distribution;

    @BeforeAll
    void open() {
        lab = new ServerLab();
        distribution = lab.sandbox().firstAvailable(ServerDistribution.preferred());
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void aHungServerCostsNoMoreThanTheLimit() throws Exception {
        try (SandboxServer server = lab.sandbox().start(distribution);
                ServerGateway open = ServerLab.probing(server.key(), LIMITED);
                ServerGateway fresh = ServerLab.probing(server.key(), LIMITED)) {
            open.probe();
            server.pause();
            fails(() -> open.ping(PULSE), Kind.TIMEOUT, PULSE);
            fails(() -> open.ping(PULSE), Kind.TIMEOUT, PULSE);
            fails(open::probe, Kind.TIMEOUT, Duration.ofMillis(700));
            fails(fresh::probe, Kind.TIMEOUT, Duration.ofMillis(700));
            server.resume();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThatCode(() -> open.ping(PULSE)).doesNotThrowAnyException());
            assertThat(open.probe().key()).isEqualTo(server.key());
        }
    }

    @Test
    void aProbeOnAnOpenConnectionEndsWithItsTotalLimit() throws Exception {
        try (SandboxServer server = lab.sandbox().start(distribution);
                ServerGateway gateway = ServerLab.probing(server.key(), LIMITED)) {
            gateway.probe();
            server.pause();
            fails(gateway::probe, Kind.TIMEOUT, Duration.ofMillis(1500));
        }
    }

    @Test
    void aSlowQueryEndsWithTheTotalLimit() throws Exception {
        Settings settings =
                LIMITED.with(Settings.Probing.DEFAULT.with(Map.of(Question.INSTANCE_ALIAS, "SELECT SLEEP(4)")));
        try (SandboxServer server = lab.sandbox().start(distribution);
                ServerGateway gateway = ServerLab.probing(server.key(), settings)) {
            ServerException failure = fails(gateway::probe, Kind.TIMEOUT, Duration.ofMillis(1500));
            assertThat(failure.failure().isPartial()).isTrue();
        }
    }

    @Test
    void aKilledServerIsRefusedAtOnceAndFoundAgainAfterItsRestart() throws Exception {
        try (SandboxServer server = lab.sandbox().start(distribution);
                ServerGateway gateway = ServerLab.probing(server.key(), LIMITED)) {
            gateway.probe();
            gateway.ping(PULSE);
            server.kill();
            fails(() -> gateway.ping(PULSE), Kind.REFUSED, Duration.ZERO);
            fails(gateway::probe, Kind.REFUSED, Duration.ZERO);
            server.start();
            assertThat(gateway.probe().key()).isEqualTo(server.key());
            server.restart();
            gateway.ping(Duration.ofSeconds(2));
            assertThat(gateway.probe().uptime()).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void anotherThreadBreaksACallOff() throws Exception {
        try (SandboxServer server = lab.sandbox().start(distribution)) {
            ServerGateway gateway = ServerLab.probing(server.key());
            gateway.probe();
            server.pause();
            CompletableFuture<Void> call = CompletableFuture.runAsync(() -> {
                try {
                    gateway.probe();
                } catch (ServerException e) {
                    throw new CompletionException(e);
                }
            });
            Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> !call.isDone());
            long before = System.nanoTime();
            gateway.close();
            Awaitility.await().atMost(Duration.ofSeconds(2)).until(call::isCompletedExceptionally);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void tellsWhyItCannotConnect() throws Exception {
        try (SandboxServer server = lab.sandbox().start(distribution);
                ServerGateway denied =
                        ServerLab.probing(server.key(), Settings.withAccount(ServerLab.USER, Secret.of("hunter2")));
                ServerGateway unknown = ServerLab.probing(new InstanceKey("no-such-host.invalid", 3306), LIMITED);
                ServerGateway nobody = ServerLab.probing(new InstanceKey("127.0.0.1", unusedPort()), LIMITED)) {
            ServerException failure = fails(denied::probe, Kind.ACCESS_DENIED, Duration.ZERO);
            assertThat(failure.errorNumber()).isEqualTo(1045);
            assertThat(failure.failure().isPartial()).isFalse();
            for (Throwable at = failure; at != null; at = at.getCause()) {
                assertThat(at.toString()).doesNotContain("hunter2");
            }
            fails(unknown::probe, Kind.UNKNOWN_HOST, Duration.ZERO);
            fails(nobody::probe, Kind.REFUSED, Duration.ZERO);
        }
    }

    @Test
    void aMissingPrivilegeIsAPartialFailure() throws Exception {
        try (SandboxServer server = lab.sandbox().start(distribution)) {
            server.execute("CREATE USER poor@'%' IDENTIFIED BY 'poor'");
            Settings settings = Settings.withAccount("poor", Secret.of("poor"));
            try (ServerGateway gateway = ServerLab.probing(server.key(), settings)) {
                ServerException failure = fails(gateway::probe, Kind.ACCESS_DENIED, Duration.ZERO);
                assertThat(failure.errorNumber()).isEqualTo(1227);
                assertThat(failure.failure().isPartial()).isTrue();
                gateway.ping(PULSE);
            }
        }
    }

    @Test
    void aFailingQueryEmptiesNothingElse() throws Exception {
        Settings settings = ServerLab.settings()
                .with(Settings.Probing.DEFAULT.with(Map.of(
                        Question.DATA_CENTER, "SELECT 'dc1'",
                        Question.REGION, "SELECT region FROM meta.no_such_table",
                        Question.ENVIRONMENT, "SELECT NULL",
                        Question.INSTANCE_ALIAS, "SELECT 'first' UNION SELECT 'x' FROM DUAL WHERE 1 = 0; SELECT 2")));
        try (SandboxServer server = lab.sandbox().start(distribution);
                ServerGateway gateway = ServerLab.probing(server.key(), settings)) {
            for (int i = 0; i < 3; i++) {
                assertThat(gateway.probe().place().dataCenter()).isEqualTo("dc1");
                assertThat(gateway.probe().place().region()).isEmpty();
                assertThat(gateway.probe().place().environment()).isEmpty();
            }
        }
    }

    @Test
    void probesOfASilentListenerEndWithTheConnectLimit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerGateway gateway =
                        ServerLab.probing(new InstanceKey("127.0.0.1", silent.getLocalPort()), LIMITED)) {
            fails(gateway::probe, Kind.TIMEOUT, Duration.ofMillis(700));
            fails(() -> gateway.ping(PULSE), Kind.TIMEOUT, PULSE);
        }
    }

    @Test
    void speaksToIpv6Addresses() throws Exception {
        try (SandboxServer server =
                        lab.sandbox().start(ServerSpec.of(distribution).with("bind-address=::"));
                ServerGateway gateway = ServerLab.probing(new InstanceKey("::1", server.port()))) {
            assertThat(gateway.probe().key()).isEqualTo(new InstanceKey("::1", server.port()));
        }
    }

    private interface Call {
        void run() throws ServerException;
    }

    /** Runs it and wants this failure, not much sooner and not much later than due. */
    private static ServerException fails(Call call, Kind kind, Duration due) {
        long before = System.nanoTime();
        try {
            call.run();
        } catch (ServerException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            assertThat(e.failure().kind()).as(e.getMessage()).isEqualTo(kind);
            assertThat(took).isBetween(due.minusMillis(50), due.plusMillis(2500));
            return e;
        }
        throw new AssertionError("No failure, wanted " + kind);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
