package io.quorate.app;

import io.quorate.model.gtid.GtidSet;
import io.quorate.sandbox.SandboxServer;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a database administrator finds out at the console of a server. */
final class Inspection {

    private final SandboxServer server;
    private final boolean isMariaDb;

    private Inspection(SandboxServer server) {
        this.server = server;
        this.isMariaDb = server.distribution().isMariaDb();
    }

    static Inspection of(SandboxServer server) {
        return new Inspection(server);
    }

    /** All transactions it has in its data or in its relay logs. */
    GtidSet received() {
        String column = isMariaDb ? "Gtid_IO_Pos" : "Retrieved_Gtid_Set";
        return GtidSet.parse(server.replication().status(column).orElse("")).union(executed());
    }

    /** All transactions in its data. */
    GtidSet executed() {
        return GtidSet.parse(server.replication().position());
    }

    /** How its replication is, on one line. */
    String replication() {
        String words = Stream.of(
                        isMariaDb ? "Slave_IO_State" : "Replica_IO_State",
                        isMariaDb ? "Slave_SQL_Running_State" : "Replica_SQL_Running_State",
                        "Last_IO_Error",
                        "Last_SQL_Error")
                .map(column ->
                        column + "=" + server.replication().status(column).orElse("-"))
                .collect(Collectors.joining(", "));
        return server + " from " + server.replication().source() + ": " + words + ", has " + received();
    }

    boolean isReadOnly() {
        return server.queryOne("SELECT @@read_only").equals(Optional.of("1"));
    }

    /** {@code super_read_only}; MariaDB has none, so there it is {@code read_only}. */
    boolean isSuperReadOnly() {
        return isMariaDb
                ? isReadOnly()
                : server.queryOne("SELECT @@super_read_only").equals(Optional.of("1"));
    }

    /** How many of the load's numbers it has, of those not above this one. */
    long rowsUpTo(long number) {
        return Long.parseLong(server.queryOne("SELECT COUNT(*) FROM " + WriteLoad.TABLE + " WHERE id <= " + number)
                .orElseThrow());
    }

    boolean hasRow(long number) {
        return server.queryOne("SELECT id FROM " + WriteLoad.TABLE + " WHERE id = " + number)
                .isPresent();
    }
}
