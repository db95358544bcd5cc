package io.quorate.mysql;

import io.quorate.model.InstanceKey;
import io.quorate.model.Secret;
import io.quorate.sandbox.Sandbox;
import io.quorate.sandbox.ServerDistribution;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Assumptions;

/** Real servers for tests, and lines to them with the least privileges that the manual asks for. */
final class ServerLab implements AutoCloseable {

    static final String USER = "quorate";
    static final String PASSWORD = "quorate";

    private final Sandbox sandbox = Sandbox.open(message -> {});

    Sandbox sandbox() {
        return sandbox;
    }

    /** Aborts the test with the reason if this machine cannot run the version. */
    void require(ServerDistribution distribution) {
        sandbox.whyUnavailable(distribution).ifPresent(Assumptions::abort);
    }

    /** Keys stay as they are written: on one machine all servers have the same host name. */
    static Settings settings() {
        Settings.Names names = Settings.Names.DEFAULT;
        return Settings.withAccount(USER, Secret.of(PASSWORD))
                .with(new Settings.Names(
                        names.resolve(),
                        Settings.Names.OwnName.AS_CONNECTED,
                        names.reject(),
                        names.expiry(),
                        names.dnsLimit(),
                        names.defaultPort()));
    }

    static Settings withLimits(Duration connect, Duration read, Duration probe) {
        return settings().with(new Settings.TimeLimits(connect, read, read, probe, Duration.ZERO));
    }

    static Settings withTls(Settings.Tls tls) {
        return settings().with(tls);
    }

    static ServerGateway probing(InstanceKey key) {
        return probing(key, settings());
    }

    static ServerGateway probing(InstanceKey key, Settings settings) {
        return new JdbcServerGateways(settings, InstantSource.system()).forProbing(key);
    }

    static ServerGateway operating(InstanceKey key) {
        return new JdbcServerGateways(settings(), InstantSource.system()).forOperations(key);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
