package io.quorate.journal;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's result codes in words an operator can act upon. */
final class SqliteFailure {

    private SqliteFailure() {}

    static JournalException explain(String store, String doing, SQLiteException e) {
        return explain(store, doing, e, String.valueOf(e.getMessage()));
    }

    static JournalException explain(String store, String doing, SQLiteException e, String text) {
        SQLiteErrorCode code = e.getResultCode();
        // An extended code carries its basic code in the low byte.
        return switch (code.code & 0xff) {
            case 11 -> JournalDamagedException.whole(store, "SQLite says, " + doing + ", '" + text + "'", e);
            case 26 -> JournalDamagedException.whole(store, "it is not an SQLite database ('" + text + "')", e);
            case 13 -> failed(store, doing, "the disk is full. Make room, then start again", e);
            case 5, 6 -> failed(store, doing, "another program keeps the file locked. Close it", e);
            case 8, 14 -> failed(store, doing, "the file cannot be written: " + text + ". Check its owner and mode", e);
            case 10 -> failed(store, doing, "the disk reports an error: " + text + ". Check disk and system log", e);
            default -> failed(store, doing, text, e);
        };
    }

    private static JournalException failed(String store, String doing, String why, SQLiteException e) {
        return new JournalException("The journal in " + store + " failed at " + doing + ": " + why + ".", e);
    }
}
