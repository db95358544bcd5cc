package io.quorate.mysql;

import io.quorate.model.ServerVersion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was learned of a server when a connection was made: enough to know which statements to send.
 *
 * @param variables names of those of {@link Variables#USED} that it has
 * @param hasPerformanceSchema whether that schema is switched on; its tables exist, and are empty, when it is off
 */
record ServerProfile(ServerVersion version, Set<String> variables, boolean hasPerformanceSchema) {

    private static final String GROUP =
            "SELECT member_id, member_host, member_port, member_state%s FROM performance_schema.replication_group_members";
    private static final String CREDENTIALS =
            "SELECT COUNT(*) AS available FROM mysql.slave_master_info WHERE user_name != ''";
    private static final String NDB_NODES =
            "SELECT SUBSTRING(service_uri, 9) AS host FROM ndbinfo.processes WHERE process_name = 'mysqld'";

    ServerProfile {
        variables = Set.copyOf(variables);
    }

    /** @param rows of {@link Variables#namesStatement()} */
    static ServerProfile of(ServerVersion version, List<Row> rows) {
        boolean hasPerformanceSchema = rows.stream()
                .anyMatch(row ->
                        row.textOrEmpty("variable_name").equalsIgnoreCase("performance_schema") && row.isYes("value"));
        return new ServerProfile(version, Variables.names(rows), hasPerformanceSchema);
    }

    boolean has(String variable) {
        return variables.contains(variable);
    }

    /** The waiting side of semi-synchronous replication under the name that the loaded plugin uses. */
    String semiSyncSourceVariable() {
        return has("rpl_semi_sync_source_enabled") ? "rpl_semi_sync_source_enabled" : "rpl_semi_sync_master_enabled";
    }

    /** The acknowledging side, likewise. */
    String semiSyncReplicaVariable() {
        return has("rpl_semi_sync_replica_enabled") ? "rpl_semi_sync_replica_enabled" : "rpl_semi_sync_slave_enabled";
    }

    /** The forms of each part that makes sense for this server, the likeliest first. */
    Map<Part, List<String>> statements(Dialect dialect) {
        Map<Part, List<String>> forms = new EnumMap<>(Part.class);
        forms.put(Part.VARIABLES, List.of(Variables.valuesStatement(variables)));
        forms.put(Part.CHANNELS, dialect.replicationStatus());
        forms.put(Part.REPLICAS, dialect.replicaList());
        if (version.isBinlogServer()) {
            return forms;
        }
        forms.put(Part.BINLOG_POSITION, dialect.binlogPosition());
        forms.put(Part.DUMP_THREADS, dialect.dumpThreads(hasPerformanceSchema));
        if (has(semiSyncSourceVariable()) || has(semiSyncReplicaVariable())) {
            forms.put(Part.SEMI_SYNC_STATUS, List.of("SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync%'"));
        }
        if (has("group_replication_group_name")) {
            forms.put(Part.GROUP, List.of(GROUP.formatted(", member_role"), GROUP.formatted("")));
        }
        if (version.isNdb()) {
            forms.put(Part.NDB_NODES, List.of(NDB_NODES));
        }
        forms.put(Part.UPTIME, List.of("SHOW GLOBAL STATUS LIKE 'Uptime'"));
        forms.put(Part.VARIABLE_NAMES, List.of(Variables.namesStatement()));
        if (!version.isMariaDb()) {
            forms.put(Part.CREDENTIALS, List.of(CREDENTIALS));
        }
        return forms;
    }

    /** How long an answer to a {@linkplain Part#isSeldom() seldom} part is used. */
    static Duration seldom() {
        return Duration.ofMinutes(1);
    }
}
