package io.quorate.journal;

import java.io.ByteArrayOutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements on {@code journal_snapshot} and {@code journal_snapshot_chunk}. A snapshot's bytes are written first, in
 * pieces, under a number of their own; the row that makes it visible comes last. Pieces without such a row are what a
 * crash left behind.
 */
final class SnapshotTable {

    /** Bytes in one row; well below the packet limits of all servers. */
    static final int CHUNK = 256 * 1024;

    private static final String RANGE =
            " WHERE stream_id = ? AND sequence_nr >= ? AND sequence_nr <= ? AND created_at >= ? AND created_at <= ?";

    private final JournalStore store;
    private final EventTable streams;

    SnapshotTable(JournalStore store, EventTable streams) {
        this.store = store;
        this.streams = streams;
    }

    /** Removes the pieces of snapshots that were never finished. Only before this process has begun one. */
    static void dropUnfinished(Session session) throws SQLException {
        session.execute(
                "DELETE FROM journal_snapshot_chunk WHERE snapshot_id NOT IN (SELECT id FROM journal_snapshot)");
    }

    /** A number that no snapshot has; the first pieces must be written in the same transaction. */
    long nextId(Session session) throws SQLException {
        return 1
                + Math.max(
                        first(session, "SELECT MAX(id) FROM journal_snapshot"),
                        first(session, "SELECT MAX(snapshot_id) FROM journal_snapshot_chunk"));
    }

    private static long first(Session session, String sql) throws SQLException {
        try (ResultSet rows = session.prepare(sql).executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Writes pieces {@code from} up to, not including, {@code to}; at least an empty one has the number 0. */
    void writeChunks(Session session, long id, byte[] bytes, int from, int to) throws SQLException {
        PreparedStatement insert =
                session.prepare("INSERT INTO journal_snapshot_chunk (snapshot_id, no, bytes) VALUES (?, ?, ?)");
        for (int no = from; no < to; no++) {
            int start = Math.min(no * CHUNK, bytes.length);
            byte[] piece = new byte[Math.min(CHUNK, bytes.length - start)];
            System.arraycopy(bytes, start, piece, 0, piece.length);
            insert.setLong(1, id);
            insert.setInt(2, no);
            insert.setBytes(3, piece);
            insert.executeUpdate();
        }
    }

    static int chunks(int size) {
        return Math.max(1, (int) (((long) size + CHUNK - 1) / CHUNK));
    }

    /** Makes the written pieces a snapshot, in place of one with the same number; returns the pieces to remove. */
    List<Long> publish(Session session, long id, SnapshotRow row) throws SQLException {
        StreamState stream = streams.findOrCreate(session, row.persistenceId());
        List<Long> replaced =
                hide(session, stream, new SnapshotRange(row.sequenceNr(), row.sequenceNr(), 0, Long.MAX_VALUE));
        PreparedStatement insert = session.prepare("""
                INSERT INTO journal_snapshot (id, stream_id, sequence_nr, created_at, ser_id, ser_manifest, size,
                meta_ser_id, meta_ser_manifest, meta_payload, crc32c) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        insert.setLong(1, id);
        insert.setLong(2, stream.id());
        insert.setLong(3, row.sequenceNr());
        insert.setLong(4, row.createdAt());
        insert.setInt(5, row.state().serializerId());
        insert.setString(6, row.state().manifest());
        insert.setInt(7, row.state().size());
        EventTable.setMetadata(insert, 8, row.metadata());
        insert.setLong(11, row.checksum());
        insert.executeUpdate();
        return replaced;
    }

    /** Takes the snapshots in the range out of sight; returns the numbers under which their pieces are stored. */
    List<Long> hide(Session session, String persistenceId, SnapshotRange range) throws SQLException {
        Optional<StreamState> stream = streams.find(session, persistenceId, true);
        return stream.isPresent() ? hide(session, stream.get(), range) : List.of();
    }

    private static List<Long> hide(Session session, StreamState stream, SnapshotRange range) throws SQLException {
        List<Long> ids = new ArrayList<>();
        PreparedStatement select = session.prepare("SELECT id FROM journal_snapshot" + RANGE);
        bind(select, stream.id(), range);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        PreparedStatement delete = session.prepare("DELETE FROM journal_snapshot WHERE id = ?");
        for (long id : ids) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
        return ids;
    }

    /** Removes some pieces of hidden snapshots; whether more are left. */
    boolean deleteSomeChunks(Session session, List<Long> ids, int atMost) throws SQLException {
        for (long id : ids) {
            PreparedStatement last =
                    session.prepare("SELECT MAX(no) FROM journal_snapshot_chunk WHERE snapshot_id = ?");
            last.setLong(1, id);
            int highest;
            try (ResultSet rows = last.executeQuery()) {
                highest = rows.next() && rows.getObject(1) != null ? rows.getInt(1) : -1;
            }
            if (highest >= 0) {
                PreparedStatement delete =
                        session.prepare("DELETE FROM journal_snapshot_chunk WHERE snapshot_id = ? AND no > ?");
                delete.setLong(1, id);
                delete.setInt(2, highest - atMost);
                delete.executeUpdate();
                return true;
            }
        }
        return false;
    }

    /** The newest snapshot in the range, verified; empty when there is none. */
    Optional<SnapshotRow> newest(Session session, String persistenceId, SnapshotRange range) throws SQLException {
        Optional<StreamState> stream = streams.find(session, persistenceId, false);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        PreparedStatement select = session.prepare("""
                SELECT id, sequence_nr, created_at, ser_id, ser_manifest, size,
                meta_ser_id, meta_ser_manifest, meta_payload, crc32c FROM journal_snapshot""" + RANGE + " ORDER BY sequence_nr DESC LIMIT 1");
        bind(select, stream.get().id(), range);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(verified(session, persistenceId, row)) : Optional.empty();
        }
    }

    private SnapshotRow verified(Session session, String persistenceId, ResultSet row) throws SQLException {
        long sequenceNr = row.getLong(2);
        byte[] bytes = readChunks(session, row.getLong(1), row.getInt(6));
        SnapshotRow snapshot = new SnapshotRow(
                persistenceId,
                sequenceNr,
                row.getLong(3),
                new Encoded(row.getInt(4), row.getString(5), bytes),
                EventTable.getMetadata(row, 7));
        if (bytes.length != row.getInt(6)) {
            throw JournalDamagedException.at(
                    store.name(),
                    persistenceId,
                    sequenceNr,
                    "the snapshot has " + bytes.length + " bytes, but " + row.getInt(6) + " were written");
        }
        if (snapshot.checksum() != row.getLong(10)) {
            throw JournalDamagedException.at(
                    store.name(), persistenceId, sequenceNr, "the checksum of the snapshot does not match");
        }
        return snapshot;
    }

    private byte[] readChunks(Session session, long id, int size) throws SQLException {
        PreparedStatement select =
                session.prepare("SELECT bytes FROM journal_snapshot_chunk WHERE snapshot_id = ? ORDER BY no");
        select.setFetchSize(store.streamingFetchSize());
        select.setLong(1, id);
        ByteArrayOutputStream all = new ByteArrayOutputStream(Math.max(size, 0));
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.writeBytes(rows.getBytes(1));
            }
        }
        return all.toByteArray();
    }

    private static void bind(PreparedStatement statement, long streamId, SnapshotRange range) throws SQLException {
        statement.setLong(1, streamId);
        statement.setLong(2, range.minNr());
        statement.setLong(3, range.maxNr());
        statement.setLong(4, range.minTime());
        statement.setLong(5, range.maxTime());
    }
}
