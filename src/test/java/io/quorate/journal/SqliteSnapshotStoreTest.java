package io.quorate.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSnapshotStoreTest extends SnapshotStoreContract {

    @TempDir
    static Path folder;

    @Override
    TestStore newStore() {
        return SqliteJournalTest.in(folder);
    }
}
