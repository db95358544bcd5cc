package io.quorate.journal;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {

    @TempDir
    static Path folder;

    @Override
    TestStore newStore() {
        return in(folder);
    }

    /** A file that does not exist yet. */
    static TestStore in(Path folder) {
        return of(folder.resolve(UUID.randomUUID() + ".db"));
    }

    static TestStore of(Path file) {
        return new TestStore(
                "sqlite.file = \"" + file + "\"",
                () -> DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=5000"));
    }
}
