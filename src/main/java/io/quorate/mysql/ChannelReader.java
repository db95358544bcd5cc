package io.quorate.mysql;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.ChannelSecurity;
import io.quorate.model.InstanceKey;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationChannel.Positioning;
import io.quorate.model.ReplicationError;
import io.quorate.model.ReplicationLag;
import io.quorate.model.ThreadState;
import io.quorate.model.gtid.GtidSet;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Rows of the replication status as channels. Columns have old names (Master, Slave) or new ones (Source, Replica)
 * depending on the statement, not only on the version. Source: MySQL manual, SHOW REPLICA STATUS; MariaDB manual, SHOW
 * REPLICA STATUS.
 */
final class ChannelReader {

    private static final List<String> FILTERS = List.of(
            "replicate_do_db",
            "replicate_ignore_db",
            "replicate_do_table",
            "replicate_ignore_table",
            "replicate_wild_do_table",
            "replicate_wild_ignore_table");

    private final UnaryOperator<String> resolve;
    private final GtidMemo gtids;

    /** @param resolve what to make of the source's host name */
    ChannelReader(UnaryOperator<String> resolve, GtidMemo gtids) {
        this.resolve = resolve;
        this.gtids = gtids;
    }

    /** All channels, the default one first, the others by name. */
    List<ReplicationChannel> read(List<Row> rows) {
        return rows.stream()
                .map(this::read)
                .sorted(Comparator.comparing(ReplicationChannel::name))
                .toList();
    }

    ReplicationChannel read(Row row) {
        String name = row.textOrEmpty("channel_name", "connection_name");
        return new ReplicationChannel(
                name,
                source(row),
                row.textOrEmpty("source_uuid", "master_uuid"),
                row.textOrEmpty("source_user", "master_user"),
                thread(row.textOrEmpty("replica_io_running", "slave_io_running")),
                thread(row.textOrEmpty("replica_sql_running", "slave_sql_running")),
                error(row, "last_io_errno", "last_io_error"),
                error(row, "last_sql_errno", "last_sql_error"),
                BinlogCoordinates.binary(
                        row.textOrEmpty("source_log_file", "master_log_file"),
                        row.numberOrZero("read_source_log_pos", "read_master_log_pos")),
                BinlogCoordinates.binary(
                        row.textOrEmpty("relay_source_log_file", "relay_master_log_file"),
                        row.numberOrZero("exec_source_log_pos", "exec_master_log_pos")),
                BinlogCoordinates.relay(row.textOrEmpty("relay_log_file"), row.numberOrZero("relay_log_pos")),
                retrieved(name, row),
                positioning(row),
                lag(row),
                Duration.ofSeconds(Math.max(0, row.numberOrZero("sql_delay"))),
                isFiltered(row),
                security(row));
    }

    /** A detached source ({@code //host}) keeps its name: it is resolved by nobody. */
    private InstanceKey source(Row row) {
        String host = row.textOrEmpty("source_host", "master_host");
        int port = (int) row.numberOrZero("source_port", "master_port");
        InstanceKey reported = new InstanceKey(host, port);
        return reported.isValid() ? new InstanceKey(resolve.apply(host), port) : reported;
    }

    private static ThreadState thread(String text) {
        return switch (text) {
            case "Yes" -> ThreadState.RUNNING;
            case "No", "" -> ThreadState.STOPPED;
            default -> ThreadState.CONNECTING;
        };
    }

    private static ReplicationError error(Row row, String number, String message) {
        ReplicationError error = new ReplicationError((int) row.numberOrZero(number), row.textOrEmpty(message));
        return error.isPresent() ? error : ReplicationError.NONE;
    }

    /** MariaDB tells the position its I/O thread has reached, which stands for all before it. */
    private Optional<GtidSet> retrieved(String channel, Row row) {
        Optional<String> oracle = row.text("retrieved_gtid_set");
        if (oracle.isPresent()) {
            return gtids.parse("retrieved/" + channel, oracle.get());
        }
        return row.text("gtid_io_pos")
                .filter(text -> !text.isBlank())
                .flatMap(text -> gtids.parse("retrieved/" + channel, text));
    }

    private static Positioning positioning(Row row) {
        if (row.isYes("auto_position")) {
            return Positioning.ORACLE_GTID;
        }
        String mariaDb = row.text("using_gtid").orElse("No");
        return mariaDb.equalsIgnoreCase("No") ? Positioning.FILE_AND_POSITION : Positioning.MARIADB_GTID;
    }

    private static ReplicationLag lag(Row row) {
        return row.text("seconds_behind_source", "seconds_behind_master")
                .map(Row::parse)
                .filter(seconds -> seconds.isPresent())
                .map(seconds -> ReplicationLag.ofSeconds(seconds.getAsLong()))
                .orElse(ReplicationLag.UNKNOWN);
    }

    private static boolean isFiltered(Row row) {
        return FILTERS.stream().anyMatch(filter -> !row.textOrEmpty(filter).isEmpty());
    }

    private static ChannelSecurity security(Row row) {
        return new ChannelSecurity(
                row.isYes("source_ssl_allowed", "master_ssl_allowed"),
                row.textOrEmpty("source_ssl_ca_file", "master_ssl_ca_file"),
                row.textOrEmpty("source_ssl_ca_path", "master_ssl_ca_path"),
                row.textOrEmpty("source_ssl_cert", "master_ssl_cert"),
                row.textOrEmpty("source_ssl_key", "master_ssl_key"),
                row.textOrEmpty("source_ssl_cipher", "master_ssl_cipher"),
                row.textOrEmpty("source_tls_version", "master_tls_version"),
                row.isYes("source_ssl_verify_server_cert", "master_ssl_verify_server_cert"),
                row.isYes("get_source_public_key", "get_master_public_key"),
                row.textOrEmpty("source_public_key_path", "master_public_key_path"));
    }
}
