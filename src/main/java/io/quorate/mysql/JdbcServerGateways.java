package io.quorate.mysql;

import io.quorate.model.InstanceKey;
import java.time.Duration;
import java.time.InstantSource;

/** Lines over MySQL Connector/J, to all flavours. What they share: settings, trust, names, the watch on time. */
public final class JdbcServerGateways implements ServerGateways {

    private final Settings settings;
    private final HostnameResolver resolver;
    private final LineOpener opener;
    private final Watchdog watchdog = new Watchdog();

    /** @param clock for the age of resolved names */
    public JdbcServerGateways(Settings settings, InstantSource clock) {
        this.settings = settings;
        NameService names = new Addresses();
        this.resolver = new HostnameResolver(settings.names(), names, clock);
        this.opener = new LineOpener(settings, names, new TlsContext(settings.tls()));
    }

    /** The names that servers report, made one. */
    public HostnameResolver resolver() {
        return resolver;
    }

    @Override
    public ServerGateway forProbing(InstanceKey key) {
        return gateway(
                key, new Limits(settings.limits().probeRead(), settings.limits().probe()));
    }

    @Override
    public ServerGateway forOperations(InstanceKey key) {
        return gateway(
                key,
                new Limits(settings.limits().operationRead(), settings.limits().operationRead()));
    }

    private ServerGateway gateway(InstanceKey key, Limits limits) {
        Switchboard switchboard = new Switchboard(
                key, opener, watchdog, limits.read(), settings.limits().connectionLifetime());
        return new JdbcServerGateway(switchboard, settings, resolver, limits.call());
    }

    /**
     * @param read silence of the server
     * @param call a whole call
     */
    private record Limits(Duration read, Duration call) {}
}
