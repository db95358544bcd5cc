package io.quorate.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The accounts of each sandbox server; they are in the prepared data directory, so in no binary log and in no GTID set.
 *
 * <ul>
 *   <li>{@code root}, no password: for tests and for the sandbox itself.
 *   <li>{@code quorate}/{@code quorate}: what Quorate is given. It has the least privileges that Quorate asks for in its
 *       manual, so that whatever passes here passes there:
 *       <ul>
 *         <li>MySQL 5.7: {@code SUPER, PROCESS, REPLICATION SLAVE, REPLICATION CLIENT, RELOAD}
 *         <li>MySQL 8.0 and later: {@code PROCESS, REPLICATION SLAVE, REPLICATION CLIENT, RELOAD,
 *             REPLICATION_SLAVE_ADMIN, SYSTEM_VARIABLES_ADMIN, SESSION_VARIABLES_ADMIN (8.0.14), BINLOG_ADMIN,
 *             CONNECTION_ADMIN}; 8.4 and later also {@code TRANSACTION_GTID_TAG}
 *         <li>MariaDB: {@code PROCESS, RELOAD, BINLOG MONITOR, REPLICA MONITOR, REPLICATION MASTER ADMIN, REPLICATION
 *             SLAVE ADMIN, BINLOG ADMIN, READ_ONLY ADMIN, CONNECTION ADMIN, REPLICATION SLAVE}
 *         <li>all: {@code SELECT} on {@code meta.*} and {@code performance_schema.*}; MySQL: on {@code
 *             mysql.slave_master_info}
 *       </ul>
 *   <li>{@code repl}/{@code repl}: {@code REPLICATION SLAVE}, for the replication links.
 * </ul>
 *
 * <p>In MySQL 8.0 {@code root} and {@code quorate} use {@code mysql_native_password}, which needs neither encryption nor
 * a key exchange; {@code repl} uses {@code caching_sha2_password}, as a replica of version 9 knows nothing else. 5.7 has
 * only the former, 9 only the latter.
 */
final class Accounts {

    static final String MONITOR = "quorate";
    static final String MONITOR_PASSWORD = "quorate";
    static final String REPLICATION = "repl";

    private Accounts() {}

    /** One statement per line, for {@code --init-file}. */
    static List<String> statements(Installation installation) {
        List<String> all = new ArrayList<>();
        all.add("CREATE USER root@'%' IDENTIFIED " + plugin(installation) + "BY ''");
        all.add("GRANT ALL PRIVILEGES ON *.* TO root@'%' WITH GRANT OPTION");
        all.add("CREATE USER " + MONITOR + "@'%' IDENTIFIED " + plugin(installation) + "BY '" + MONITOR_PASSWORD + "'");
        all.add("GRANT " + monitorPrivileges(installation) + " ON *.* TO " + MONITOR + "@'%'");
        all.add("GRANT SELECT ON meta.* TO " + MONITOR + "@'%'");
        all.add("GRANT SELECT ON performance_schema.* TO " + MONITOR + "@'%'");
        if (installation.isOracle()) {
            all.add("GRANT SELECT ON mysql.slave_master_info TO " + MONITOR + "@'%'");
        }
        all.addAll(replicationAccount(REPLICATION));
        return all;
    }

    /** An account for replication links, its password being its name. */
    static List<String> replicationAccount(String user) {
        return List.of(
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + user + "'",
                "GRANT REPLICATION SLAVE ON *.* TO '" + user + "'@'%'");
    }

    private static String plugin(Installation installation) {
        boolean hasBoth =
                installation.isOracle() && installation.version() >= 80_000 && installation.version() < 80_400;
        return hasBoth ? "WITH mysql_native_password " : "";
    }

    private static String monitorPrivileges(Installation installation) {
        if (installation.isMariaDb()) {
            return "PROCESS, RELOAD, BINLOG MONITOR, REPLICA MONITOR, REPLICATION MASTER ADMIN,"
                    + " REPLICATION SLAVE ADMIN, BINLOG ADMIN, READ_ONLY ADMIN, CONNECTION ADMIN, REPLICATION SLAVE";
        }
        String common = "PROCESS, REPLICATION SLAVE, REPLICATION CLIENT, RELOAD";
        int version = installation.version();
        if (version < 80_000) {
            return "SUPER, " + common;
        }
        return common + ", REPLICATION_SLAVE_ADMIN, SYSTEM_VARIABLES_ADMIN, BINLOG_ADMIN, CONNECTION_ADMIN"
                + (version >= 80_014 ? ", SESSION_VARIABLES_ADMIN" : "")
                + (version >= 80_400 ? ", TRANSACTION_GTID_TAG" : "");
    }
}
