package io.quorate.sandbox;

import io.quorate.model.InstanceKey;
import java.util.Optional;

/** What an operator does to a server's replication and asks about it, in the words of its version. */
public final class ReplicationControl {

    private final SandboxServer server;
    private final ReplicationSql sql;

    ReplicationControl(SandboxServer server) {
        this.server = server;
        this.sql = new ReplicationSql(server.installation());
    }

    /** Stops both threads, as an operator would. */
    public void stop() {
        server.execute(sql.stop());
    }

    public void start() {
        server.execute(sql.start());
    }

    /** Stops and forgets the source; the server is a replica no more. */
    public void reset() {
        server.execute(sql.stop(), sql.reset());
    }

    /** Replicates from another server from now on, whatever it did before. */
    public void follow(SandboxServer source, ReplicationLink link) {
        server.execute(sql.stop(), sql.changeSource(source.key(), link), sql.start());
    }

    /** Whether both threads run and the source is connected. */
    public boolean isRunning() {
        return isYes(sql.ioRunningColumn()) && isYes(sql.sqlRunningColumn());
    }

    private boolean isYes(String column) {
        return status(column).filter("Yes"::equals).isPresent();
    }

    /** Where it replicates from, running or not; empty if it is no replica. */
    public Optional<InstanceKey> source() {
        return status(sql.sourceColumn("Host"))
                .flatMap(host ->
                        status(sql.sourceColumn("Port")).map(port -> new InstanceKey(host, Integer.parseInt(port))));
    }

    /** A column of its replica status, under the name that its version gives it; empty if it is no replica. */
    public Optional<String> status(String column) {
        return server.queryColumn(sql.status(), column);
    }

    /** The transactions it has: the executed GTID set, or MariaDB's current GTID position. */
    public String position() {
        return server.queryOne(sql.position()).orElse("");
    }
}
