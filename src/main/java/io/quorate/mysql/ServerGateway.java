package io.quorate.mysql;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.gtid.GtidSet;
import java.time.Duration;

/**
 * The line to one server. Connects when first used and again after a failure; keeps one connection open.
 *
 * <p>Every call blocks, so it is made on a dispatcher for blocking work; calls of several threads take turns, except
 * {@link #close()}, which breaks off the one under way. Every call ends within its time-out, whatever the server does.
 *
 * <p>Channel names are those of {@link io.quorate.model.ReplicationChannel#name()}; empty for the default channel.
 */
public interface ServerGateway extends AutoCloseable {

    /** The address it connects to. */
    InstanceKey key();

    /**
     * A round trip without content: does the server answer now?
     *
     * @param timeout connects included; then {@link ServerException} with kind {@code TIMEOUT}
     */
    void ping(Duration timeout) throws ServerException;

    /**
     * A full probe, at most three round trips once warm. The instance's key is the server's own name, as configured,
     * and its errant GTIDs are not filled (they need the source's probe). Values that an optional query failed to
     * bring are as unknown as their types allow; a failure of what the diagnosis rests on is an exception.
     */
    Instance probe() throws ServerException;

    /** The channels and the executed set alone, in one round trip once warm: for use between two steps. */
    ReplicationStatus readStatus() throws ServerException;

    /** Stops both threads of the channel, or only the one that fetches. No error when they do not run. */
    void stopReplication(String channel, ReplicationThreads threads) throws ServerException;

    /** Starts both threads of the channel, or only one. */
    void startReplication(String channel, ReplicationThreads threads) throws ServerException;

    /**
     * Makes the channel's I/O thread connect to its source anew. A living source survives that unnoticed; one that hangs
     * or is gone shows.
     *
     * @param limit how long the source may take to answer; whole seconds, at least one
     * @return whether the thread is connected at the end
     */
    boolean reconnectReplication(String channel, Duration limit) throws ServerException;

    /**
     * Waits until all that the channel's relay logs hold has been executed (the SQL thread must run).
     *
     * @return whether that happened within the time
     */
    boolean awaitRelayLogsApplied(String channel, Duration limit) throws ServerException;

    /**
     * Waits until the server has executed all of the set.
     *
     * @return whether that happened within the time
     */
    boolean awaitExecuted(GtidSet set, Duration limit) throws ServerException;

    /** Points the stopped channel elsewhere; credentials and TLS settings stay as they are. */
    void changeSource(String channel, SourceChange change) throws ServerException;

    /** Makes the server forget the channel's source ({@code RESET REPLICA ALL}). The channel must be stopped. */
    void resetReplication(String channel) throws ServerException;

    /**
     * Opens or closes the server for writes. Closing with {@code withSuper} also refuses accounts with SUPER; opening
     * always clears both, {@code super_read_only} first.
     */
    void setReadOnly(boolean readOnly, boolean withSuper) throws ServerException;

    /** Switches the waiting side of semi-synchronous replication. */
    void setSemiSyncSource(boolean enabled) throws ServerException;

    /** Switches the acknowledging side of semi-synchronous replication; takes effect when the I/O thread restarts. */
    void setSemiSyncReplica(boolean enabled) throws ServerException;

    /** Gives up the connection; the next call connects anew. Never throws, never blocks longer than a moment. */
    @Override
    void close();
}
