package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.testkit.javadsl.TestKit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rows that are not what was written: each is reported with its place, none is handed out or passed over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DamagedRowsContract {

    private TestStore store;
    private ActorSystem system;
    private JournalClient journal;

    /** A new, empty database. */
    abstract TestStore newStore() throws Exception;

    @BeforeAll
    void start() throws Exception {
        store = newStore();
        system = store.start();
        journal = new JournalClient(system);
    }

    @AfterAll
    void stop() {
        if (system != null) {
            TestKit.shutdownActorSystem(system);
        }
    }

    private String fiveEvents() {
        String id = "five-" + UUID.randomUUID();
        assertThat(journal.write(id, 1, "a-1", "a-2", "a-3", "a-4", "a-5")).hasSize(5);
        return id;
    }

    @Test
    void reportsAChangedEventWithItsPlace() {
        String id = fiveEvents();
        store.sql("UPDATE journal_event SET payload = 'X-3' WHERE sequence_nr = 3 AND " + TestStore.of(id));
        JournalClient.Replay replay = journal.replay(id);
        assertThat(replay.failure()).contains("damaged", id, "sequence number 3", "checksum", "backup", "peers");
    }

    @Test
    void reportsAnEventMovedToAnotherPlace() {
        String id = fiveEvents();
        store.sql("UPDATE journal_event SET sequence_nr = 6 WHERE sequence_nr = 2 AND " + TestStore.of(id));
        store.sql("UPDATE journal_stream SET highest_nr = 6 WHERE persistence_id = '" + id + "'");
        assertThat(journal.replay(id).failure()).contains("damaged", id);
    }

    @Test
    void reportsAMissingEventInTheMiddle() {
        String id = fiveEvents();
        store.sql("DELETE FROM journal_event WHERE sequence_nr = 3 AND " + TestStore.of(id));
        assertThat(journal.replay(id).failure()).contains("damaged", id, "sequence number 4", "number 3, is missing");
    }

    @Test
    void reportsAMissingEventAtTheStart() {
        String id = fiveEvents();
        store.sql("DELETE FROM journal_event WHERE sequence_nr = 1 AND " + TestStore.of(id));
        assertThat(journal.replay(id).failure()).contains("damaged", id, "number 1, is missing");
    }

    @Test
    void reportsAMissingEventAtTheEnd() {
        String id = fiveEvents();
        store.sql("DELETE FROM journal_event WHERE sequence_nr = 5 AND " + TestStore.of(id));
        assertThat(journal.replay(id).failure()).contains("damaged", id, "sequence number 5", "not there");
    }

    @Test
    void reportsAHighestNumberThatWasSetBack() {
        String id = fiveEvents();
        store.sql("UPDATE journal_stream SET highest_nr = 4 WHERE persistence_id = '" + id + "'");
        assertThat(journal.replay(id).failure()).contains("damaged", id);
    }

    @Test
    void namesTheSerializerThatIsMissing() {
        String id = fiveEvents();
        EventRow row = new EventRow(
                id, 6, 1, "w", "", new Encoded(987_654, "gone", new byte[] {1}), java.util.Optional.empty());
        store.sql(
                "INSERT INTO journal_event (stream_id, sequence_nr, previous_nr, written_at, writer, manifest, ser_id,"
                        + " ser_manifest, payload, crc32c) SELECT id, 6, 5, 1, 'w', '', 987654, 'gone', x'01', "
                        + row.checksum(5) + " FROM journal_stream WHERE persistence_id = '" + id + "'");
        store.sql("UPDATE journal_stream SET highest_nr = 6 WHERE persistence_id = '" + id + "'");
        assertThat(journal.replay(id).failure()).contains("serializer 987654", "'gone'", id, "sequence number 6");
    }
}
