package io.quorate.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * A journal in an SQLite file of its own: write-ahead log, one fsync per commit, one writer in one process, checked by a
 * file lock. Reasons for the settings: docs/adr/0004.
 */
final class SqliteStore implements JournalStore {

    /** SQLite's own limit of a value is 10^9 bytes; an event near it is a mistake. */
    private static final int LARGEST_PAYLOAD = 256 * 1024 * 1024;

    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS journal_stream (
            id INTEGER NOT NULL PRIMARY KEY, persistence_id TEXT NOT NULL UNIQUE,
            highest_nr INTEGER NOT NULL, deleted_to INTEGER NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS journal_event (
            stream_id INTEGER NOT NULL, sequence_nr INTEGER NOT NULL, previous_nr INTEGER NOT NULL,
            written_at INTEGER NOT NULL, writer TEXT NOT NULL, manifest TEXT NOT NULL,
            ser_id INTEGER NOT NULL, ser_manifest TEXT NOT NULL, payload BLOB NOT NULL,
            meta_ser_id INTEGER, meta_ser_manifest TEXT, meta_payload BLOB, crc32c INTEGER NOT NULL,
            PRIMARY KEY (stream_id, sequence_nr))""", """
            CREATE TABLE IF NOT EXISTS journal_snapshot (
            id INTEGER NOT NULL PRIMARY KEY, stream_id INTEGER NOT NULL, sequence_nr INTEGER NOT NULL,
            created_at INTEGER NOT NULL, ser_id INTEGER NOT NULL, ser_manifest TEXT NOT NULL, size INTEGER NOT NULL,
            meta_ser_id INTEGER, meta_ser_manifest TEXT, meta_payload BLOB, crc32c INTEGER NOT NULL,
            UNIQUE (stream_id, sequence_nr))""", """
            CREATE TABLE IF NOT EXISTS journal_snapshot_chunk (
            snapshot_id INTEGER NOT NULL, no INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (snapshot_id, no))""");

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    /** What is there only while the store is open. */
    private record Open(FileOwnership ownership, Session writer, HikariDataSource readers) {}

    private final StoreSettings settings;
    private final StoreSettings.Sqlite sqlite;
    private final String name;

    /** Written by the writer's thread, read by the readers'. */
    private volatile Optional<Open> open = Optional.empty();

    SqliteStore(StoreSettings settings) {
        this.settings = settings;
        this.sqlite = settings.sqlite();
        this.name = "SQLite file " + sqlite.file();
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
        try {
            Path file = sqlite.file();
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
                SqliteFile.requireLocal(name, directory);
            }
            open(FileOwnership.take(name, file));
        } catch (IOException e) {
            throw new JournalException(
                    "Cannot open the journal in " + name + ": " + e
                            + ". The directory and the file must exist or be creatable, and writable.",
                    e);
        }
    }

    private void open(FileOwnership ownership) throws IOException {
        Session writer = null;
        boolean done = false;
        try {
            SqliteFile.requireWhole(name, sqlite.file(), ownership.wasCreated());
            SqliteFile.create(sqlite.file());
            writer = new Session(connect());
            prepare(writer);
            ownership.markCreated();
            open = Optional.of(new Open(ownership, writer, readers()));
            done = true;
            LOG.info("Journal open [{}]", name);
        } catch (SQLException e) {
            throw explained("opening it", e);
        } finally {
            if (!done) {
                closeAfterFailure(writer, ownership);
            }
        }
    }

    private static void closeAfterFailure(@Nullable Session writer, FileOwnership ownership) {
        try {
            if (writer != null) {
                writer.connection().close();
            }
        } catch (SQLException e) {
            LOG.debug("Closing after a failed start failed as well", e);
        } finally {
            ownership.close();
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(
                "busy_timeout", Long.toString(sqlite.busyTimeout().toMillis()));
        return DriverManager.getConnection("jdbc:sqlite:" + sqlite.file(), properties);
    }

    private void prepare(Session writer) throws SQLException, IOException {
        // Has an effect only in a file without tables.
        writer.execute("PRAGMA auto_vacuum = INCREMENTAL");
        require(writer, "PRAGMA journal_mode = WAL", "wal", "journal_mode");
        writer.execute("PRAGMA synchronous = FULL");
        require(writer, "PRAGMA synchronous", "2", "synchronous");
        writer.execute("PRAGMA wal_autocheckpoint = " + sqlite.checkpointPages());
        // Finds a damaged page when it is used, instead of passing its bytes on.
        writer.execute("PRAGMA cell_size_check = ON");
        if (Files.size(sqlite.file()) <= sqlite.quickCheckUpTo()) {
            String finding = writer.text("PRAGMA quick_check(1)");
            if (!finding.equals("ok")) {
                throw JournalDamagedException.whole(name, finding.replace('\n', ' '), null);
            }
        }
        transaction(writer, session -> {
            Schema.ensure(name, session, TABLES, Holder.now());
            SnapshotTable.dropUnfinished(session);
            return true;
        });
    }

    private void require(Session writer, String pragma, String expected, String setting) throws SQLException {
        String found = writer.text(pragma);
        if (!found.equals(expected)) {
            throw new JournalException("SQLite refuses the setting " + setting + " = " + expected + " for " + name
                    + " (it stays at " + found + "), without which a power loss could take acknowledged events."
                    + " Put the file on a local file system.");
        }
    }

    private HikariDataSource readers() {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("journal-readers");
        pool.setJdbcUrl("jdbc:sqlite:" + sqlite.file());
        // Both, or the pool tries to change what SQLite fixes at opening.
        pool.addDataSourceProperty("open_mode", "1");
        pool.setReadOnly(true);
        pool.addDataSourceProperty(
                "busy_timeout", Long.toString(sqlite.busyTimeout().toMillis()));
        pool.setAutoCommit(false);
        pool.setMaximumPoolSize(settings.readConnections());
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(settings.readTimeout().toMillis());
        // Failing to connect shows at the first read.
        pool.setInitializationFailTimeout(-1);
        return new HikariDataSource(pool);
    }

    @Override
    public <T> T write(Work<T> work) {
        try {
            return transaction(opened().writer(), work);
        } catch (SQLException e) {
            throw explained("writing", e);
        }
    }

    /**
     * Spelled out, with the driver in its auto-commit mode: without it the driver begins the next transaction right after
     * each commit, and so keeps the file locked between them. IMMEDIATE takes the lock for writing at once, where it can
     * still be waited for.
     */
    private <T> T transaction(Session writer, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            writer.execute("BEGIN IMMEDIATE");
            T result = work.run(writer);
            writer.execute("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollback(writer);
            }
        }
    }

    /** A connection that cannot even roll back is given up, and the file opened again at the next use. */
    private void rollback(Session writer) {
        try {
            // Statements may hold a batch of the failed transaction.
            writer.close();
            if (!isIdle(writer)) {
                writer.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            LOG.warn("Journal is closed after a failed rollback; the next use opens it again [{}]", name, e);
            close();
        }
    }

    /** After some failures SQLite has rolled back already. Only then can a transaction be begun. */
    private static boolean isIdle(Session writer) {
        try {
            writer.execute("BEGIN");
            writer.execute("COMMIT");
            return true;
        } catch (SQLException e) {
            LOG.trace("In a transaction", e);
            return false;
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
        if (e instanceof SQLiteException sqliteFailure) {
            return SqliteFailure.explain(name, doing, sqliteFailure);
        }
        return e.getCause() instanceof SQLiteException cause
                ? SqliteFailure.explain(name, doing, cause, String.valueOf(e.getMessage()))
                : new JournalException("The journal in " + name + " failed at " + doing + ": " + e.getMessage(), e);
    }

    @Override
    public String lockSuffix() {
        return "";
    }

    @Override
    public int streamingFetchSize() {
        return 0;
    }

    @Override
    public int largestPayload() {
        return LARGEST_PAYLOAD;
    }

    /** Returns free pages to the file system and shortens the write-ahead log, unless a reader is in the way. */
    @Override
    public void tidy() {
        Session writer = opened().writer();
        try {
            try {
                writer.execute("PRAGMA busy_timeout = 50");
                writer.execute("PRAGMA incremental_vacuum");
                writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            } finally {
                writer.execute("PRAGMA busy_timeout = " + sqlite.busyTimeout().toMillis());
            }
        } catch (SQLException e) {
            LOG.debug("Journal file was not shortened [{}]", name, e);
        }
    }

    @Override
    public void close() {
        open.ifPresent(was -> {
            open = Optional.empty();
            was.readers().close();
            try {
                was.writer().close();
                was.writer().connection().close();
                LOG.debug("Journal closed [{}]", name);
            } catch (SQLException e) {
                LOG.warn("Journal was not closed in order; it will be checked at the next start [{}]", name, e);
            } finally {
                was.ownership().close();
            }
        });
    }
}
