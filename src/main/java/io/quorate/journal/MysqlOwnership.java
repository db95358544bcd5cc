package io.quorate.journal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write a MySQL journal. Two locks with different jobs:
 *
 * <ul>
 *   <li>a named lock of the server ({@code GET_LOCK}) on a connection of its own refuses a second process at its start,
 *       and ends with the connection, so a dead holder is in nobody's way;
 *   <li>the epoch in {@code journal_owner}, raised by each new owner and checked inside every write transaction, fences
 *       off an owner that lost its named lock without noticing.
 * </ul>
 *
 * <p>For the writer's thread only.
 */
final class MysqlOwnership {

    private static final Logger LOG = LoggerFactory.getLogger(MysqlOwnership.class);

    /** How long to wait for the lock of a process that was just killed: the server takes a moment to notice. */
    private static final int WAIT_SECONDS = 1;

    private final String store;
    private final MysqlConnections connections;
    private final String me = Holder.me();
    private @Nullable Session lock;

    /** As an SQL literal. */
    private String lockName = "''";

    private long epoch;

    MysqlOwnership(String store, MysqlConnections connections) {
        this.store = store;
        this.connections = connections;
    }

    /** Takes the named lock, or throws {@link JournalInUseException}. Returns the session that holds it. */
    Session lock() throws SQLException {
        Connection connection = connections.open();
        boolean taken = false;
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            Session session = new Session(connection);
            lockName = lockName(session.text("SELECT DATABASE()"));
            if (!session.text("SELECT GET_LOCK(" + lockName + ", " + WAIT_SECONDS + ")")
                    .equals("1")) {
                throw JournalInUseException.heldBy(store, holderOfLock(session));
            }
            lock = session;
            taken = true;
            return session;
        } finally {
            if (!taken) {
                MysqlConnections.cut(connection);
            }
        }
    }

    /** Named locks are one namespace per server and at most 64 characters long, hence a hash of the schema's name. */
    private static String lockName(String schema) {
        return "'quorate-journal-" + UUID.nameUUIDFromBytes(schema.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    private String holderOfLock(Session session) throws SQLException {
        String connection = session.text("SELECT IS_USED_LOCK(" + lockName + ")");
        String holder;
        try {
            holder = session.text("SELECT holder FROM journal_owner WHERE id = 1");
        } catch (SQLException e) {
            // It has not come to creating the tables yet.
            holder = "another process";
        }
        return holder + " (server connection " + connection + ")";
    }

    /** Becomes the owner of the next epoch. The tables must exist and the lock be held. */
    void begin() throws SQLException {
        Session session = held();
        PreparedStatement take = session.prepare("UPDATE journal_owner SET epoch = epoch + 1, holder = ? WHERE id = 1");
        take.setString(1, me);
        take.executeUpdate();
        epoch = Long.parseLong(session.text("SELECT epoch FROM journal_owner WHERE id = 1"));
        session.connection().commit();
    }

    /** Called at the beginning of a write transaction: nobody can take over before it ends. */
    void verify(Session session) throws SQLException {
        ResultSet rows = session.prepare("SELECT epoch, holder FROM journal_owner WHERE id = 1 LOCK IN SHARE MODE")
                .executeQuery();
        try (rows) {
            if (!rows.next()) {
                throw JournalDamagedException.whole(store, "the row of journal_owner is gone", null);
            }
            if (rows.getLong(1) != epoch) {
                throw JournalInUseException.takenOverBy(store, rows.getString(2));
            }
        }
    }

    /** Keeps the lock's connection busy; takes the lock again when the connection was lost and nobody else has it. */
    void renew() throws SQLException {
        Session session = lock;
        if (session != null && isHeldBy(session)) {
            return;
        }
        close();
        verify(lock());
        held().connection().commit();
        LOG.info("Journal's lock was lost with its connection, and taken again [{}]", store);
    }

    private boolean isHeldBy(Session session) {
        try {
            String held = session.text("SELECT COALESCE(IS_USED_LOCK(" + lockName + ") = CONNECTION_ID(), 0)");
            session.connection().commit();
            return held.equals("1");
        } catch (SQLException e) {
            LOG.debug("Journal's lock connection is broken", e);
            return false;
        }
    }

    private Session held() {
        Session session = lock;
        if (session == null) {
            throw new IllegalStateException("The lock of " + store + " is not held");
        }
        return session;
    }

    /** Gives the lock back, so that the next process need not wait for the server to notice. */
    void close() {
        Session session = lock;
        lock = null;
        if (session == null) {
            return;
        }
        try {
            session.text("SELECT RELEASE_LOCK(" + lockName + ")");
            session.connection().close();
        } catch (SQLException e) {
            LOG.debug("Lock connection is broken; the server releases the lock by itself", e);
            MysqlConnections.cut(session.connection());
        }
    }
}
