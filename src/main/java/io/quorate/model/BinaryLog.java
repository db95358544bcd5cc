package io.quorate.model;

/**
 * A server's own binary log.
 *
 * @param isEnabled {@code log_bin}
 * @param logsReplicaUpdates {@code log_replica_updates}: whether what it replicates is logged again for its replicas
 * @param format {@code binlog_format}: ROW, MIXED or STATEMENT (INHERIT on binlog servers)
 * @param rowImage {@code binlog_row_image}; empty when the server has none
 * @param coordinates where the next event goes; {@link BinlogCoordinates#NONE} without a log
 */
public record BinaryLog(
        boolean isEnabled, boolean logsReplicaUpdates, String format, String rowImage, BinlogCoordinates coordinates) {

    public static final BinaryLog DISABLED = new BinaryLog(false, false, "", "", BinlogCoordinates.NONE);

    /** Whether a replica of this server could itself have replicas. */
    public boolean canFeedReplicas() {
        return isEnabled && logsReplicaUpdates;
    }

    /** 0 for STATEMENT, 1 for MIXED, 2 for ROW: a replica may only log the same or a larger one than its source. */
    public int formatRank() {
        return switch (format) {
            case "STATEMENT" -> 0;
            case "MIXED" -> 1;
            default -> 2;
        };
    }
}
