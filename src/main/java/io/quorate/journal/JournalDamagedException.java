package io.quorate.journal;

import org.jspecify.annotations.Nullable;

/**
 * Something stored is not what was written: a checksum does not match, a row is missing, or the file is not a whole
 * SQLite database. The message names the database, where known the persistence id and the sequence number, and the two
 * ways back: restore a backup, or let the other nodes rebuild this one.
 */
public final class JournalDamagedException extends JournalException {

    private static final String REMEDY =
            " What is stored there cannot be trusted. If this node has peers, stop it, move"
                    + " its journal away and start it again: they rebuild it. If it is alone, restore the journal from a backup.";

    private JournalDamagedException(String message, @Nullable Throwable cause) {
        super(message + REMEDY, cause);
    }

    /** The database as a whole. */
    static JournalDamagedException whole(String store, String finding, @Nullable Throwable cause) {
        return new JournalDamagedException("The journal in " + store + " is damaged: " + finding + ".", cause);
    }

    /** One place in the events or snapshots of one persistence id. */
    static JournalDamagedException at(String store, String persistenceId, long sequenceNr, String finding) {
        return at(store, persistenceId, sequenceNr, finding, null);
    }

    static JournalDamagedException at(
            String store, String persistenceId, long sequenceNr, String finding, @Nullable Throwable cause) {
        return new JournalDamagedException(
                "The journal in " + store + " is damaged at persistence id '" + persistenceId + "', sequence number "
                        + sequenceNr + ": " + finding + ".",
                cause);
    }
}
