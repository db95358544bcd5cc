package io.quorate.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteActorRecoveryTest extends ActorRecoveryContract {

    @TempDir
    Path folder;

    @Override
    TestStore newStore() {
        return SqliteJournalTest.in(folder);
    }
}
