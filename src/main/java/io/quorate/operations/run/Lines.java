package io.quorate.operations.run;

import io.quorate.model.InstanceKey;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import io.quorate.mysql.ServerGateways;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * The lines to the servers that one operation works on: each is opened once, used by all its plans, and closed at the
 * end. Safe for use by several threads.
 */
public final class Lines implements AutoCloseable {

    private final ServerGateways gateways;
    private final ConcurrentMap<InstanceKey, ServerGateway> open = new ConcurrentHashMap<>();

    public Lines(ServerGateways gateways) {
        this.gateways = gateways;
    }

    /** The line to this server; connects when first used. */
    public ServerGateway to(InstanceKey key) {
        return open.computeIfAbsent(key, gateways::forOperations);
    }

    /** A line of the caller's own, to look at the server while a call is under way on the other. */
    ServerGateway aside(InstanceKey key) {
        return gateways.forProbing(key);
    }

    /**
     * Connects to all of them side by side and returns at once, so that a plan that comes later finds the lines open.
     * A server that does not answer is told of by the plan's own steps.
     */
    public void warmUp(Collection<InstanceKey> keys, Executor blocking) {
        keys.forEach(key -> blocking.execute(() -> connect(to(key))));
    }

    private static void connect(ServerGateway line) {
        try {
            line.readStatus();
        } catch (ServerException unreachable) {
            line.close();
        }
    }

    @Override
    public void close() {
        open.values().forEach(ServerGateway::close);
        open.clear();
    }
}
