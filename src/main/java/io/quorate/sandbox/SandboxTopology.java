package io.quorate.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Running servers that replicate from one primary, directly or through one another. Names are those of its builder. */
public final class SandboxTopology implements AutoCloseable {

    /** Name of the server that has no source. */
    public static final String PRIMARY = "primary";

    private static final Duration REPLICATES_WITHIN = Duration.ofSeconds(30);

    private final Map<String, SandboxServer> servers;

    SandboxTopology(Map<String, SandboxServer> servers) {
        this.servers = new LinkedHashMap<>(servers);
    }

    public SandboxServer primary() {
        return server(PRIMARY);
    }

    public SandboxServer server(String name) {
        return Optional.ofNullable(servers.get(name))
                .orElseThrow(() -> new SandboxException("No server " + name + " in " + servers.keySet()));
    }

    /** All, the primary first. */
    public List<SandboxServer> servers() {
        return List.copyOf(servers.values());
    }

    /** All but the primary, in the order described. */
    public List<SandboxServer> replicas() {
        return servers().subList(1, servers.size());
    }

    void connect(List<ReplicaSpec> replicas) {
        for (ReplicaSpec replica : replicas) {
            createAccount(replica.link().account());
        }
        for (ReplicaSpec replica : replicas) {
            server(replica.name()).replication().follow(server(replica.source()), replica.link());
        }
        for (ReplicaSpec replica : replicas) {
            awaitReplicating(server(replica.name()), REPLICATES_WITHIN);
            if (replica.link().delay().isEmpty()) {
                awaitCaughtUp(server(replica.name()), server(replica.source()), REPLICATES_WITHIN);
            }
        }
    }

    /** On the primary only: it reaches the others by replication. */
    private void createAccount(String account) {
        boolean isNew = !account.equals(Accounts.REPLICATION)
                && primary()
                        .queryOne("SELECT 1 FROM mysql.user WHERE user = '" + account + "'")
                        .isEmpty();
        if (isNew) {
            Accounts.replicationAccount(account).forEach(sql -> primary().execute(sql));
        }
    }

    /** Waits until both replication threads run. */
    public static void awaitReplicating(SandboxServer replica, Duration atMost) {
        if (!Poll.until(atMost, () -> replica.replication().isRunning())) {
            throw new SandboxException(replica + " does not replicate; end of its log:\n" + replica.logTail());
        }
    }

    /** Waits until the replica has applied all that the source has at this moment. */
    public static void awaitCaughtUp(SandboxServer replica, SandboxServer source, Duration atMost) {
        String position = source.replication().position();
        ReplicationSql sql = new ReplicationSql(replica.installation());
        String wait = sql.awaitPosition(position, atMost);
        if (!position.isEmpty() && !replica.queryOne(wait).equals(Optional.of("0"))) {
            throw new SandboxException(replica + " has not reached " + position + " of " + source
                    + "; end of its log:\n" + replica.logTail());
        }
        replica.execute(sql.afterPosition().toArray(String[]::new));
    }

    /** Waits until all replicas that run have applied all that the primary has at this moment. */
    public void awaitCaughtUp(Duration atMost) {
        replicas().stream()
                .filter(SandboxServer::isRunning)
                .forEach(replica -> awaitCaughtUp(replica, primary(), atMost));
    }

    /** Kills all servers and deletes their folders. */
    @Override
    public void close() {
        servers.values().forEach(SandboxServer::close);
    }
}
