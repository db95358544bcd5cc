package io.quorate.mysql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The global variables a reading uses. No server has all of them, and one statement that names a missing one fails as
 * a whole; so the names are learned first, and only those are asked for.
 */
final class Variables {

    /** Old and new names side by side; where a server has both, the reader takes the first it finds. */
    static final List<String> USED = List.of(
            "version",
            "version_comment",
            "hostname",
            "report_host",
            "server_id",
            "server_uuid",
            "read_only",
            "super_read_only",
            "log_bin",
            "log_replica_updates",
            "log_slave_updates",
            "binlog_format",
            "binlog_row_image",
            "performance_schema",
            "master_info_repository",
            "gtid_mode",
            "gtid_executed",
            "gtid_purged",
            "gtid_current_pos",
            "gtid_binlog_pos",
            "gtid_binlog_state",
            "rpl_semi_sync_source_enabled",
            "rpl_semi_sync_source_timeout",
            "rpl_semi_sync_source_wait_for_replica_count",
            "rpl_semi_sync_replica_enabled",
            "rpl_semi_sync_master_enabled",
            "rpl_semi_sync_master_timeout",
            "rpl_semi_sync_master_wait_for_slave_count",
            "rpl_semi_sync_slave_enabled",
            "group_replication_group_name",
            "group_replication_single_primary_mode",
            "group_replication_view_change_uuid");

    private Variables() {}

    /** Brings the names of those that the server has, in its first column; values would be cut off here. */
    static String namesStatement() {
        return USED.stream()
                .collect(Collectors.joining("', '", "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('", "')"));
    }

    static Set<String> names(List<Row> rows) {
        Set<String> names = new TreeSet<>();
        rows.forEach(row -> row.first().ifPresent(name -> names.add(name.toLowerCase(Locale.ROOT))));
        return names;
    }

    /** One row with these variables. An old name is left out where the new one exists: it only costs a warning. */
    static String valuesStatement(Collection<String> names) {
        List<String> items = new ArrayList<>();
        for (String name : USED) {
            boolean isSuperseded = name.equals("log_slave_updates") && names.contains("log_replica_updates");
            if (names.contains(name) && !isSuperseded) {
                items.add("@@global." + name + " AS " + name);
            }
        }
        return "SELECT " + String.join(", ", items);
    }
}
