package io.quorate.sandbox;

import io.quorate.model.InstanceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Replication statements in the words that a server version understands: MySQL took to source and replica in 8.0.22 and
 * 8.0.23 and forgot the old words in 8.4; MariaDB keeps them.
 */
final class ReplicationSql {

    private final Installation installation;

    ReplicationSql(Installation installation) {
        this.installation = installation;
    }

    /** With GTID auto-positioning, and a reconnection each second. */
    String changeSource(InstanceKey source, ReplicationLink link) {
        String word = saysSource() ? "SOURCE_" : "MASTER_";
        List<String> all = new ArrayList<>(List.of(
                word + "HOST='" + source.host() + "'",
                word + "PORT=" + source.port(),
                word + "USER='" + link.account() + "'",
                word + "PASSWORD='" + link.account() + "'",
                word + "CONNECT_RETRY=1"));
        link.delay().ifPresent(delay -> all.add(word + "DELAY=" + delay.toSeconds()));
        link.heartbeat().ifPresent(period -> all.add(word + "HEARTBEAT_PERIOD=" + seconds(period)));
        if (installation.isMariaDb()) {
            all.add("MASTER_USE_GTID=slave_pos");
            // From 11.4 on a replica insists on encryption, which sandbox servers of MariaDB do not offer.
            all.add("MASTER_SSL=0");
        } else {
            all.add(word + "RETRY_COUNT=86400");
            all.add(word + "AUTO_POSITION=1");
            if (installation.version() >= 80_011) {
                all.add("GET_" + word + "PUBLIC_KEY=1");
            }
            if (installation.version() >= 80_400) {
                // Later versions encrypt by themselves, which hides from a link who is connecting.
                all.add(word + "SSL=0");
            }
        }
        return (saysSource() ? "CHANGE REPLICATION SOURCE TO " : "CHANGE MASTER TO ") + String.join(", ", all);
    }

    private static String seconds(Duration period) {
        return period.toMillis() / 1000 + "." + "%03d".formatted(period.toMillis() % 1000);
    }

    private boolean saysSource() {
        return installation.isOracle() && installation.version() >= 80_023;
    }

    private boolean saysReplica() {
        return installation.isOracle() && installation.version() >= 80_022;
    }

    String start() {
        return saysReplica() ? "START REPLICA" : "START SLAVE";
    }

    String stop() {
        return saysReplica() ? "STOP REPLICA" : "STOP SLAVE";
    }

    String reset() {
        return stop().replace("STOP", "RESET") + " ALL";
    }

    String status() {
        return saysReplica() ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";
    }

    String sourceColumn(String what) {
        return (saysReplica() ? "Source_" : "Master_") + what;
    }

    String ioRunningColumn() {
        return saysReplica() ? "Replica_IO_Running" : "Slave_IO_Running";
    }

    String sqlRunningColumn() {
        return saysReplica() ? "Replica_SQL_Running" : "Slave_SQL_Running";
    }

    /** What a server has, for {@link #awaitPosition} on another. */
    String position() {
        return installation.isMariaDb() ? "SELECT @@gtid_current_pos" : "SELECT @@gtid_executed";
    }

    /** Answers 0 when the replica has applied up to the position, something else when time ran out. */
    String awaitPosition(String position, Duration atMost) {
        String function = installation.isMariaDb() ? "MASTER_GTID_WAIT" : "WAIT_FOR_EXECUTED_GTID_SET";
        return "SELECT " + function + "('" + position + "', " + Math.max(1, atMost.toSeconds()) + ")";
    }

    /**
     * What makes sure that a position once reached can be read: MySQL 5.7 may count a transaction as executed shortly
     * before its rows are visible; a global read lock waits for the commit to be over.
     */
    List<String> afterPosition() {
        return installation.isOracle() && installation.version() < 80_000
                ? List.of("FLUSH TABLES WITH READ LOCK", "UNLOCK TABLES")
                : List.of();
    }
}
