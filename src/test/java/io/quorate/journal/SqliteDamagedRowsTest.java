package io.quorate.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDamagedRowsTest extends DamagedRowsContract {

    @TempDir
    static Path folder;

    @Override
    TestStore newStore() {
        return SqliteJournalTest.in(folder);
    }
}
