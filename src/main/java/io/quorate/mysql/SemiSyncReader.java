package io.quorate.mysql;

import io.quorate.model.SemiSync;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Semi-synchronous replication from either family of names: which one a server has depends on the plugin that is loaded
 * ({@code semisync_source} from 8.0.26, or the old {@code semisync_master}, which MariaDB has built in).
 */
final class SemiSyncReader {

    private SemiSyncReader() {}

    /** @param status rows of name and value */
    static SemiSync read(Row variables, List<Row> status, int priority) {
        Row values = asRow(status);
        boolean hasSource = variables
                .text("rpl_semi_sync_source_enabled", "rpl_semi_sync_master_enabled")
                .isPresent();
        boolean hasReplica = variables
                .text("rpl_semi_sync_replica_enabled", "rpl_semi_sync_slave_enabled")
                .isPresent();
        return new SemiSync(
                hasSource && hasReplica,
                variables.isYes("rpl_semi_sync_source_enabled", "rpl_semi_sync_master_enabled"),
                values.isYes("rpl_semi_sync_source_status", "rpl_semi_sync_master_status"),
                Duration.ofMillis(
                        variables.numberOrZero("rpl_semi_sync_source_timeout", "rpl_semi_sync_master_timeout")),
                waitForReplicas(variables, hasSource),
                (int) values.numberOrZero("rpl_semi_sync_source_clients", "rpl_semi_sync_master_clients"),
                variables.isYes("rpl_semi_sync_replica_enabled", "rpl_semi_sync_slave_enabled"),
                values.isYes("rpl_semi_sync_replica_status", "rpl_semi_sync_slave_status"),
                priority);
    }

    /** MariaDB always waits for one and has no variable for it. */
    private static int waitForReplicas(Row variables, boolean hasSource) {
        return (int) variables
                .number("rpl_semi_sync_source_wait_for_replica_count", "rpl_semi_sync_master_wait_for_slave_count")
                .orElse(hasSource ? 1 : 0);
    }

    private static Row asRow(List<Row> status) {
        Map<String, Integer> columns = new HashMap<>();
        String[] values = new String[status.size()];
        for (int i = 0; i < values.length; i++) {
            columns.put(status.get(i).textOrEmpty("variable_name").toLowerCase(Locale.ROOT), i);
            values[i] = status.get(i).textOrEmpty("value");
        }
        return new Row(columns, values);
    }
}
