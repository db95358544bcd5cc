package io.quorate.model;

import io.quorate.model.gtid.GtidSet;
import java.time.Duration;
import java.util.Optional;

/**
 * One replication link as its replica reports it: a row of SHOW REPLICA STATUS (SHOW ALL SLAVES STATUS on MariaDB).
 *
 * @param name channel name; empty for the default channel
 * @param source where the replica reads from, with the host resolved as configured; may be detached
 * @param sourceUuid the source's server UUID; empty on MariaDB and before the first connection
 * @param user the account the replica connects with; empty when the probing account may not see it
 * @param readCoordinates how far the I/O thread has read, in the source's binary log
 * @param executedCoordinates how far the SQL thread has executed, in the source's binary log
 * @param relayCoordinates how far the SQL thread has executed, in the replica's relay log
 * @param retrievedGtids what the relay logs received; on MariaDB the position that the I/O thread has reached
 *     ({@code Gtid_IO_Pos}), which stands for all before it; empty without GTID
 * @param gtidMode how the channel positions itself
 * @param lag as the server reports it for this channel
 * @param configuredDelay the delay an operator asked for; zero when none
 * @param isFiltered whether any replicate-do or replicate-ignore rule is set
 * @param security what must be kept when the replica is pointed elsewhere
 */
public record ReplicationChannel(
        String name,
        InstanceKey source,
        String sourceUuid,
        String user,
        ThreadState ioThread,
        ThreadState sqlThread,
        ReplicationError ioError,
        ReplicationError sqlError,
        BinlogCoordinates readCoordinates,
        BinlogCoordinates executedCoordinates,
        BinlogCoordinates relayCoordinates,
        Optional<GtidSet> retrievedGtids,
        Positioning gtidMode,
        ReplicationLag lag,
        Duration configuredDelay,
        boolean isFiltered,
        ChannelSecurity security) {

    /** How a channel finds its place in the source's log. */
    public enum Positioning {
        FILE_AND_POSITION,
        /** {@code SOURCE_AUTO_POSITION = 1}. */
        ORACLE_GTID,
        /** {@code MASTER_USE_GTID = slave_pos} or {@code current_pos}. */
        MARIADB_GTID
    }

    public boolean isReplicating() {
        return ioThread.isRunning() && sqlThread.isRunning();
    }

    /** Whether an operator, not a fault, stopped it: both threads stopped and neither left an error. */
    public boolean isStoppedByOperator() {
        return ioThread == ThreadState.STOPPED && !ioError.isPresent() && !sqlError.isPresent();
    }

    /**
     * Whether this channel is a witness that its source is gone: the SQL thread runs, the I/O thread does not and says
     * that it lost its connection.
     */
    public boolean isFailingToConnect() {
        return sqlThread.isRunning() && !ioThread.isRunning() && ioError.isLostConnection();
    }

    /** Whether all that was read has been executed. */
    public boolean isSqlThreadUpToDate() {
        return readCoordinates.equals(executedCoordinates);
    }

    public boolean usesGtid() {
        return gtidMode != Positioning.FILE_AND_POSITION;
    }
}
