package io.quorate.mysql;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.ServerVersion;
import io.quorate.model.gtid.GtidSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * MySQL and Percona Server from 5.7. The words changed in steps: "replica" from 8.0.22, "source" in CHANGE from 8.0.23,
 * SHOW BINARY LOG STATUS from 8.2; 8.4 dropped the old ones.
 *
 * @param saysReplica whether STOP, START, RESET and SHOW take {@code REPLICA}
 * @param saysSource whether it is {@code CHANGE REPLICATION SOURCE TO SOURCE_HOST}
 * @param saysBinaryLogStatus whether it is {@code SHOW BINARY LOG STATUS}
 * @param hasProcessTable whether {@code performance_schema.processlist} exists
 */
record MySqlDialect(boolean saysReplica, boolean saysSource, boolean saysBinaryLogStatus, boolean hasProcessTable)
        implements Dialect {

    private static final String DUMP_THREADS = "SELECT host FROM %s.processlist WHERE command LIKE 'Binlog Dump%%'";

    static MySqlDialect of(ServerVersion version) {
        return new MySqlDialect(
                version.isAtLeast(8, 0, 22),
                version.isAtLeast(8, 0, 23),
                version.isAtLeast(8, 2, 0),
                version.isAtLeast(8, 0, 28));
    }

    @Override
    public List<String> replicationStatus() {
        return ordered(saysReplica, "SHOW REPLICA STATUS", "SHOW SLAVE STATUS");
    }

    @Override
    public List<String> binlogPosition() {
        return ordered(saysBinaryLogStatus, "SHOW BINARY LOG STATUS", "SHOW MASTER STATUS");
    }

    @Override
    public List<String> replicaList() {
        return ordered(saysReplica, "SHOW REPLICAS", "SHOW SLAVE HOSTS");
    }

    /** The table of the performance schema spares the server a mutex, but is empty when that schema is off. */
    @Override
    public List<String> dumpThreads(boolean hasPerformanceSchema) {
        return ordered(
                hasProcessTable && hasPerformanceSchema,
                DUMP_THREADS.formatted("performance_schema"),
                DUMP_THREADS.formatted("information_schema"));
    }

    @Override
    public String stop(String channel, ReplicationThreads threads) {
        return "STOP " + replica() + Dialect.threads(threads) + forChannel(channel);
    }

    @Override
    public String start(String channel, ReplicationThreads threads) {
        return "START " + replica() + Dialect.threads(threads) + forChannel(channel);
    }

    @Override
    public String forget(String channel) {
        return "RESET " + replica() + " ALL" + forChannel(channel);
    }

    /** Names host and port, and what positioning asks for: all options left out keep their values. */
    @Override
    public String change(String channel, SourceChange change) {
        String prefix = saysSource ? "SOURCE_" : "MASTER_";
        String verb = saysSource ? "CHANGE REPLICATION SOURCE TO " : "CHANGE MASTER TO ";
        return verb + prefix + "HOST = " + SqlText.quote(change.source().host()) + ", " + prefix + "PORT = "
                + change.source().port() + positioning(change, prefix) + forChannel(channel);
    }

    private static String positioning(SourceChange change, String prefix) {
        return switch (change.positioning()) {
            case UNCHANGED -> "";
            case ORACLE_GTID -> ", " + prefix + "AUTO_POSITION = 1";
            case FILE_AND_POSITION -> {
                BinlogCoordinates at = change.neededCoordinates();
                yield ", " + prefix + "AUTO_POSITION = 0, " + prefix + "LOG_FILE = " + SqlText.quote(at.file()) + ", "
                        + prefix + "LOG_POS = " + at.position();
            }
            case MARIADB_GTID -> throw new IllegalArgumentException("MySQL has no MariaDB GTIDs: " + change);
        };
    }

    @Override
    public String awaitExecuted(GtidSet set, Duration limit) {
        return "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + set.toLine() + "', " + Dialect.seconds(limit) + ")";
    }

    @Override
    public String awaitPosition(String channel, String file, long position, Duration limit) {
        return "SELECT MASTER_POS_WAIT(" + SqlText.quote(file) + ", " + position + ", " + Dialect.seconds(limit) + ", "
                + SqlText.quote(channel) + ")";
    }

    @Override
    public Optional<Dialect> other() {
        return Optional.of(new MySqlDialect(!saysReplica, !saysReplica, !saysReplica, hasProcessTable));
    }

    private String replica() {
        return saysReplica ? "REPLICA" : "SLAVE";
    }

    /** Always given: without it servers with several channels refuse (3079), and '' names the default one. */
    private static String forChannel(String channel) {
        return " FOR CHANNEL " + SqlText.quote(channel);
    }

    private static List<String> ordered(boolean firstIsLikely, String first, String second) {
        return firstIsLikely ? List.of(first, second) : List.of(second, first);
    }
}
