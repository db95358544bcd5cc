package io.quorate.journal;

import java.util.List;

/**
 * The tables on MySQL. Persistence ids are compared as bytes: a text collation would take {@code a} and {@code a } (with
 * a blank) for the same.
 */
final class MysqlTables {

    private static final String ENGINE =
            " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC";

    private static final String METADATA =
            " meta_ser_id INT NULL, meta_ser_manifest VARCHAR(1000) NULL, meta_payload LONGBLOB NULL,";

    static final List<String> ALL = List.of(
            "CREATE TABLE IF NOT EXISTS journal_stream ("
                    + "id BIGINT NOT NULL PRIMARY KEY, persistence_id VARBINARY(" + JdbcJournal.MAX_ID_BYTES
                    + ") NOT NULL, highest_nr BIGINT NOT NULL, deleted_to BIGINT NOT NULL,"
                    + " UNIQUE KEY journal_stream_persistence_id (persistence_id))" + ENGINE,
            "CREATE TABLE IF NOT EXISTS journal_event ("
                    + "stream_id BIGINT NOT NULL, sequence_nr BIGINT NOT NULL, previous_nr BIGINT NOT NULL,"
                    + " written_at BIGINT NOT NULL, writer VARCHAR(100) NOT NULL, manifest VARCHAR(1000) NOT NULL,"
                    + " ser_id INT NOT NULL, ser_manifest VARCHAR(1000) NOT NULL, payload LONGBLOB NOT NULL," + METADATA
                    + " crc32c BIGINT NOT NULL, PRIMARY KEY (stream_id, sequence_nr))" + ENGINE,
            "CREATE TABLE IF NOT EXISTS journal_snapshot ("
                    + "id BIGINT NOT NULL PRIMARY KEY, stream_id BIGINT NOT NULL, sequence_nr BIGINT NOT NULL,"
                    + " created_at BIGINT NOT NULL, ser_id INT NOT NULL, ser_manifest VARCHAR(1000) NOT NULL,"
                    + " size BIGINT NOT NULL," + METADATA
                    + " crc32c BIGINT NOT NULL, UNIQUE KEY journal_snapshot_nr (stream_id, sequence_nr))" + ENGINE,
            "CREATE TABLE IF NOT EXISTS journal_snapshot_chunk ("
                    + "snapshot_id BIGINT NOT NULL, no INT NOT NULL, bytes LONGBLOB NOT NULL,"
                    + " PRIMARY KEY (snapshot_id, no))" + ENGINE,
            "CREATE TABLE IF NOT EXISTS journal_owner ("
                    + "id INT NOT NULL PRIMARY KEY, epoch BIGINT NOT NULL, holder VARCHAR(500) NOT NULL)" + ENGINE,
            "INSERT IGNORE INTO journal_owner (id, epoch, holder) VALUES (1, 0, '')");

    private MysqlTables() {}
}
