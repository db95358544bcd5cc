package io.quorate.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The statements on {@code journal_stream} and {@code journal_event}; the same text on both databases. */
final class EventTable {

    /** Rows that one deletion step removes at most, so that writes waiting behind it are soon served. */
    private static final long DELETE_STEP = 1000;

    private static final String INSERT = """
            INSERT INTO journal_event (stream_id, sequence_nr, previous_nr, written_at, writer, manifest,
            ser_id, ser_manifest, payload, meta_ser_id, meta_ser_manifest, meta_payload, crc32c)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SELECT = """
            SELECT sequence_nr, previous_nr, written_at, writer, manifest,
            ser_id, ser_manifest, payload, meta_ser_id, meta_ser_manifest, meta_payload, crc32c
            FROM journal_event WHERE stream_id = ? AND sequence_nr >= ? AND sequence_nr <= ?
            ORDER BY sequence_nr LIMIT ?""";

    private final JournalStore store;

    EventTable(JournalStore store) {
        this.store = store;
    }

    /** What is stored of this persistence id; empty before its first write. */
    Optional<StreamState> find(Session session, String persistenceId, boolean toChange) throws SQLException {
        PreparedStatement select =
                session.prepare("SELECT id, highest_nr, deleted_to FROM journal_stream WHERE persistence_id = ?"
                        + (toChange ? store.lockSuffix() : ""));
        select.setString(1, persistenceId);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(StreamState.stored(rows.getLong(1), rows.getLong(2), rows.getLong(3)))
                    : Optional.empty();
        }
    }

    StreamState findOrCreate(Session session, String persistenceId) throws SQLException {
        Optional<StreamState> found = find(session, persistenceId, true);
        return found.isPresent() ? found.get() : create(session, persistenceId);
    }

    private static StreamState create(Session session, String persistenceId) throws SQLException {
        long id = first(session, "SELECT COALESCE(MAX(id), 0) + 1 FROM journal_stream");
        PreparedStatement insert = session.prepare(
                "INSERT INTO journal_stream (id, persistence_id, highest_nr, deleted_to) VALUES (?, ?, 0, 0)");
        insert.setLong(1, id);
        insert.setString(2, persistenceId);
        insert.executeUpdate();
        return StreamState.stored(id, 0, 0);
    }

    private static long first(Session session, String sql) throws SQLException {
        try (ResultSet rows = session.prepare(sql).executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Whether the last event that was written, and not deleted, is still there. */
    boolean hasLast(Session session, StreamState stream) throws SQLException {
        if (stream.highestNr() == stream.deletedTo()) {
            return true;
        }
        PreparedStatement select = session.prepare("SELECT MAX(sequence_nr) FROM journal_event WHERE stream_id = ?");
        select.setLong(1, stream.id());
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() && rows.getLong(1) == stream.highestNr();
        }
    }

    /** Adds one event to the statement's batch; {@link #flush} sends it. */
    void add(Session session, long streamId, long previousNr, EventRow row) throws SQLException {
        PreparedStatement insert = session.prepare(INSERT);
        insert.setLong(1, streamId);
        insert.setLong(2, row.sequenceNr());
        insert.setLong(3, previousNr);
        insert.setLong(4, row.writtenAt());
        insert.setString(5, row.writer());
        insert.setString(6, row.adapterManifest());
        insert.setInt(7, row.event().serializerId());
        insert.setString(8, row.event().manifest());
        insert.setBytes(9, row.event().bytes());
        setMetadata(insert, 10, row.metadata());
        insert.setLong(13, row.checksum(previousNr));
        insert.addBatch();
    }

    void flush(Session session) throws SQLException {
        session.prepare(INSERT).executeBatch();
    }

    /** Three columns: serializer id, manifest, bytes; all null where there is no metadata. */
    static void setMetadata(PreparedStatement statement, int column, Optional<Encoded> metadata) throws SQLException {
        if (metadata.isPresent()) {
            statement.setInt(column, metadata.get().serializerId());
            statement.setString(column + 1, metadata.get().manifest());
            statement.setBytes(column + 2, metadata.get().bytes());
        } else {
            statement.setNull(column, Types.INTEGER);
            statement.setNull(column + 1, Types.VARCHAR);
            statement.setNull(column + 2, Types.BLOB);
        }
    }

    static Optional<Encoded> getMetadata(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column + 2);
        return bytes == null
                ? Optional.empty()
                : Optional.of(new Encoded(row.getInt(column), row.getString(column + 1), bytes));
    }

    void saveHighest(Session session, Map<String, StreamState> changed) throws SQLException {
        PreparedStatement update = session.prepare("UPDATE journal_stream SET highest_nr = ? WHERE id = ?");
        for (StreamState stream : changed.values()) {
            update.setLong(1, stream.highestNr());
            update.setLong(2, stream.id());
            update.addBatch();
        }
        update.executeBatch();
    }

    void saveDeletedTo(Session session, StreamState stream) throws SQLException {
        PreparedStatement update = session.prepare("UPDATE journal_stream SET deleted_to = ? WHERE id = ?");
        update.setLong(1, stream.deletedTo());
        update.setLong(2, stream.id());
        update.executeUpdate();
    }

    /** Removes some of the rows that are marked as deleted; whether more are left. */
    boolean deleteSome(Session session, StreamState stream) throws SQLException {
        PreparedStatement lowest = session.prepare("SELECT MIN(sequence_nr) FROM journal_event WHERE stream_id = ?");
        lowest.setLong(1, stream.id());
        long from;
        try (ResultSet rows = lowest.executeQuery()) {
            from = rows.next() ? rows.getLong(1) : 0;
        }
        if (from == 0 || from > stream.deletedTo()) {
            return false;
        }
        PreparedStatement delete =
                session.prepare("DELETE FROM journal_event WHERE stream_id = ? AND sequence_nr <= ?");
        delete.setLong(1, stream.id());
        delete.setLong(2, Math.min(stream.deletedTo(), from + DELETE_STEP - 1));
        delete.executeUpdate();
        return true;
    }

    /**
     * Hands the events on in order, one at a time, checked. Only one of them is in memory.
     *
     * @param max how many at most
     * @throws JournalDamagedException on the first that is missing or not as it was written
     */
    void replay(Session session, String persistenceId, long from, long to, long max, Consumer<EventRow> sink)
            throws SQLException {
        Optional<StreamState> found = find(session, persistenceId, false);
        if (found.isEmpty() || max <= 0) {
            return;
        }
        StreamState stream = found.get();
        long fromNr = Math.max(from, stream.deletedTo() + 1);
        ReplayCheck check = new ReplayCheck(stream, fromNr);
        if (fromNr > to) {
            return;
        }
        try {
            if (stream(session, persistenceId, stream.id(), fromNr, to, max, check, sink) < max) {
                requireNone(check.end(to), persistenceId, check.lastNr() + 1);
            }
        } catch (SQLException e) {
            throw new SQLException(
                    "reading persistence id '" + persistenceId + "' after sequence number " + check.lastNr() + ": "
                            + e.getMessage(),
                    e.getSQLState(),
                    e.getErrorCode(),
                    e);
        }
    }

    private long stream(
            Session session,
            String id,
            long streamId,
            long from,
            long to,
            long max,
            ReplayCheck check,
            Consumer<EventRow> sink)
            throws SQLException {
        PreparedStatement select = session.prepare(SELECT);
        select.setFetchSize(store.streamingFetchSize());
        select.setLong(1, streamId);
        select.setLong(2, from);
        select.setLong(3, to);
        select.setLong(4, max);
        long count = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long previousNr = rows.getLong(2);
                EventRow row = row(id, rows);
                if (row.checksum(previousNr) != rows.getLong(12)) {
                    throw JournalDamagedException.at(store.name(), id, row.sequenceNr(), "its checksum does not match");
                }
                requireNone(check.next(row.sequenceNr(), previousNr), id, row.sequenceNr());
                sink.accept(row);
                count++;
            }
        }
        return count;
    }

    private void requireNone(Optional<String> finding, String persistenceId, long sequenceNr) {
        finding.ifPresent(text -> {
            throw JournalDamagedException.at(store.name(), persistenceId, sequenceNr, text);
        });
    }

    private static EventRow row(String persistenceId, ResultSet row) throws SQLException {
        return new EventRow(
                persistenceId,
                row.getLong(1),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                new Encoded(row.getInt(6), row.getString(7), row.getBytes(8)),
                getMetadata(row, 9));
    }
}
