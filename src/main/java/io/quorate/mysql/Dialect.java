package io.quorate.mysql;

import io.quorate.model.ServerVersion;
import io.quorate.model.gtid.GtidSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The statements for one flavour and version range. Reading statements come as a list of forms, the likeliest first;
 * another is tried when a server does not know the first.
 *
 * <p>Pure texts; nothing is sent here. Tables of what works where: MySQL manual, "Replication Statements" of 5.7, 8.0,
 * 8.4; MariaDB manual, "Replication Statements".
 */
sealed interface Dialect permits MySqlDialect, MariaDbDialect {

    static Dialect of(ServerVersion version) {
        return version.isMariaDb() ? new MariaDbDialect() : MySqlDialect.of(version);
    }

    /** One row for each channel. */
    List<String> replicationStatus();

    /** One row with the end of the binary log; none without a log. */
    List<String> binlogPosition();

    /** One row for each connected replica. */
    List<String> replicaList();

    /** One row for each thread that sends the binary log, column {@code host}. */
    List<String> dumpThreads(boolean hasPerformanceSchema);

    String stop(String channel, ReplicationThreads threads);

    String start(String channel, ReplicationThreads threads);

    String forget(String channel);

    String change(String channel, SourceChange change);

    /** Answers 0 when the set was executed within the time. */
    String awaitExecuted(GtidSet set, Duration limit);

    /** Answers 0 or more when the channel executed up to the source's coordinates within the time. */
    String awaitPosition(String channel, String file, long position, Duration limit);

    /** The dialect to try when a server says that it does not know these words; empty if there is none. */
    Optional<Dialect> other();

    /** The channel's place in a list of threads, with a blank before it; nothing for both. */
    static String threads(ReplicationThreads threads) {
        return switch (threads) {
            case BOTH -> "";
            case IO -> " IO_THREAD";
            case SQL -> " SQL_THREAD";
        };
    }

    /** Seconds for a wait function, at least a millisecond since 0 means "for ever". */
    static String seconds(Duration limit) {
        long millis = Math.max(1, limit.toMillis());
        return "%d.%03d".formatted(millis / 1000, millis % 1000);
    }
}
