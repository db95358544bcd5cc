package io.quorate.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a schema of a MySQL-compatible server (MySQL 5.7 and later, MariaDB), InnoDB. One writer: a named lock of
 * the server keeps a second one out, and every write transaction checks that nobody has taken over since. A transaction
 * that failed is never repeated, and its connection never used again. Reasons for the settings: docs/adr/0004.
 */
final class MysqlStore implements JournalStore {

    private static final Logger LOG = LoggerFactory.getLogger(MysqlStore.class);

    /** Room in a packet for what surrounds a payload. */
    private static final int PACKET_OVERHEAD = 64 * 1024;

    /** What is there only while the store is open. */
    private record Open(MysqlOwnership ownership, HikariDataSource readers, int largestPayload) {}

    private final StoreSettings settings;
    private final MysqlConnections connections;
    private final String name;

    /** Written by the writer's thread, read by the readers'. */
    private volatile Optional<Open> open = Optional.empty();

    /** The writer's connection; none after a failure, until the next write. For the writer's thread only. */
    private @Nullable Session writer;

    MysqlStore(StoreSettings settings) {
        MysqlUrl url = MysqlUrl.parse(settings.mysql().url());
        this.settings = settings;
        this.connections = new MysqlConnections(settings.mysql());
        this.name = "MySQL schema " + url.schema() + " at " + url.authority();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void open() {
        if (open.isPresent()) {
            return;
        }
        MysqlOwnership ownership = new MysqlOwnership(name, connections);
        boolean done = false;
        try {
            Session session = ownership.lock();
            int packet = MysqlServerCheck.check(name, session, settings.mysql().allowUnsafeDurability());
            Schema.ensure(name, session, MysqlTables.ALL, Holder.now());
            ownership.begin();
            SnapshotTable.dropUnfinished(session);
            session.connection().commit();
            open = Optional.of(new Open(ownership, readers(), packet - PACKET_OVERHEAD));
            done = true;
            LOG.info("Journal open [{}]", name);
        } catch (SQLException e) {
            throw explained("opening it", e);
        } finally {
            if (!done) {
                ownership.close();
            }
        }
    }

    private HikariDataSource readers() {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("journal-readers");
        pool.setJdbcUrl(connections.jdbcUrl());
        pool.setDataSourceProperties(connections.properties());
        pool.setAutoCommit(false);
        // All statements of one read see the same state.
        pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        pool.setMaximumPoolSize(settings.readConnections());
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(Math.max(250, settings.readTimeout().toMillis()));
        pool.setInitializationFailTimeout(-1);
        return new HikariDataSource(pool);
    }

    @Override
    public <T> T write(Work<T> work) {
        Open store = opened();
        boolean done = false;
        try {
            Session session = writer();
            store.ownership().verify(session);
            T result = work.run(session);
            session.connection().commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw explained("writing", e);
        } finally {
            if (!done) {
                dropWriter();
            }
        }
    }

    private Session writer() throws SQLException {
        Session current = writer;
        if (current == null) {
            Connection connection = connections.open();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            current = new Session(connection);
            writer = current;
        }
        return current;
    }

    /** Cuts the connection without another word to the server, which then rolls back what was not committed. */
    private void dropWriter() {
        Session current = writer;
        writer = null;
        if (current != null) {
            MysqlConnections.cut(current.connection());
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        try (Connection connection = opened().readers().getConnection();
                Session session = new Session(connection)) {
            T result = work.run(session);
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw explained("reading", e);
        }
    }

    private Open opened() {
        return open.orElseThrow(() -> new JournalException("The journal in " + name + " is not open."));
    }

    private JournalException explained(String doing, SQLException e) {
        return new JournalException(
                "The journal in " + name + " failed at " + doing + ": " + e.getMessage() + " (SQL state "
                        + e.getSQLState() + ", error " + e.getErrorCode()
                        + "). Check that the server runs, and the account's rights.",
                e);
    }

    @Override
    public String lockSuffix() {
        // Waits for a commit of ours whose answer was lost, so that the number read is the final one.
        return " FOR UPDATE";
    }

    @Override
    public int streamingFetchSize() {
        // Connector/J: row by row, nothing collected.
        return Integer.MIN_VALUE;
    }

    @Override
    public int largestPayload() {
        return opened().largestPayload();
    }

    @Override
    public Optional<Duration> renewInterval() {
        return Optional.of(settings.mysql().renewInterval());
    }

    @Override
    public void keepAlive() {
        if (open.isEmpty()) {
            return;
        }
        try {
            open.get().ownership().renew();
            Session current = writer;
            if (current != null && !current.connection().isValid(1)) {
                LOG.info("Journal's connection was lost while idle; the next write makes a new one [{}]", name);
                dropWriter();
            }
        } catch (SQLException | JournalException e) {
            LOG.warn("Journal's lock could not be renewed: {} [{}]", e.getMessage(), name);
        }
    }

    @Override
    public void close() {
        open.ifPresent(was -> {
            open = Optional.empty();
            was.readers().close();
            dropWriter();
            was.ownership().close();
        });
    }
}
