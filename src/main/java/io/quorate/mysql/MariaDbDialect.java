package io.quorate.mysql;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.gtid.GtidSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** MariaDB from 10.6; it kept the old words. A channel is a named connection there, and '' names the default one. */
record MariaDbDialect() implements Dialect {

    @Override
    public List<String> replicationStatus() {
        return List.of("SHOW ALL SLAVES STATUS", "SHOW SLAVE STATUS");
    }

    @Override
    public List<String> binlogPosition() {
        return List.of("SHOW MASTER STATUS", "SHOW BINLOG STATUS");
    }

    @Override
    public List<String> replicaList() {
        return List.of("SHOW SLAVE HOSTS", "SHOW REPLICA HOSTS");
    }

    @Override
    public List<String> dumpThreads(boolean hasPerformanceSchema) {
        return List.of("SELECT host FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'");
    }

    @Override
    public String stop(String channel, ReplicationThreads threads) {
        return "STOP SLAVE " + SqlText.quote(channel) + Dialect.threads(threads);
    }

    @Override
    public String start(String channel, ReplicationThreads threads) {
        return "START SLAVE " + SqlText.quote(channel) + Dialect.threads(threads);
    }

    @Override
    public String forget(String channel) {
        return "RESET SLAVE " + SqlText.quote(channel) + " ALL";
    }

    @Override
    public String change(String channel, SourceChange change) {
        return "CHANGE MASTER " + SqlText.quote(channel) + " TO MASTER_HOST = "
                + SqlText.quote(change.source().host()) + ", MASTER_PORT = "
                + change.source().port() + positioning(change);
    }

    /** File and position alone would switch GTID off silently, so it is said. */
    private static String positioning(SourceChange change) {
        return switch (change.positioning()) {
            case UNCHANGED -> "";
            case MARIADB_GTID -> ", MASTER_USE_GTID = slave_pos";
            case FILE_AND_POSITION -> {
                BinlogCoordinates at = change.neededCoordinates();
                yield ", MASTER_USE_GTID = no, MASTER_LOG_FILE = " + SqlText.quote(at.file()) + ", MASTER_LOG_POS = "
                        + at.position();
            }
            case ORACLE_GTID -> throw new IllegalArgumentException("MariaDB has no auto-position: " + change);
        };
    }

    /** Takes a position, one transaction for each domain. */
    @Override
    public String awaitExecuted(GtidSet set, Duration limit) {
        String position = set.fold(
                oracle -> {
                    throw new IllegalArgumentException("MariaDB cannot wait for MySQL's GTIDs: " + oracle.toLine());
                },
                mariaDb -> mariaDb.position().toString());
        return "SELECT MASTER_GTID_WAIT('" + position + "', " + Dialect.seconds(limit) + ")";
    }

    /** Takes whole seconds only, and takes less than one for "for ever". */
    @Override
    public String awaitPosition(String channel, String file, long position, Duration limit) {
        return "SELECT MASTER_POS_WAIT(" + SqlText.quote(file) + ", " + position + ", " + Math.max(1, limit.toSeconds())
                + ", " + SqlText.quote(channel) + ")";
    }

    @Override
    public Optional<Dialect> other() {
        return Optional.empty();
    }
}
