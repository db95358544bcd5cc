package io.quorate.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables' version. A database without tables gets them; one of a newer program is left alone with a clear message.
 * There is one version so far, hence no upgrade step yet.
 */
final class Schema {

    static final int VERSION = 1;

    private static final String VERSION_TABLE = "CREATE TABLE IF NOT EXISTS journal_schema_version ("
            + "version INTEGER NOT NULL PRIMARY KEY, created_at BIGINT NOT NULL)";

    private Schema() {}

    /**
     * Creates the tables where there are none. May be repeated after a crash half-way: the version is written last.
     *
     * @param tables statements that tolerate being run again
     */
    static void ensure(String store, Session session, List<String> tables, long nowMillis) throws SQLException {
        session.execute(VERSION_TABLE);
        int found = version(session);
        if (found > VERSION) {
            throw new JournalException("The journal in " + store + " has table version " + found
                    + "; this program knows versions up to " + VERSION
                    + ". Start the newer program that wrote it, or give this one its own journal.");
        }
        if (found < VERSION) {
            create(session, tables, nowMillis);
        }
    }

    private static int version(Session session) throws SQLException {
        ResultSet rows = session.prepare("SELECT MAX(version) FROM journal_schema_version")
                .executeQuery();
        try (rows) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void create(Session session, List<String> tables, long nowMillis) throws SQLException {
        for (String table : tables) {
            session.execute(table);
        }
        PreparedStatement insert =
                session.prepare("INSERT INTO journal_schema_version (version, created_at) VALUES (?, ?)");
        insert.setInt(1, VERSION);
        insert.setLong(2, nowMillis);
        insert.executeUpdate();
    }
}
