package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.persistence.SaveSnapshotFailure;
import akka.persistence.SelectedSnapshot;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotProtocol;
import akka.persistence.SnapshotSelectionCriteria;
import akka.testkit.javadsl.TestKit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import scala.Option;

/** What every database must do as a snapshot store; the list follows Akka's own compatibility kit, and goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SnapshotStoreContract {

    private static final SnapshotSelectionCriteria LATEST = SnapshotSelectionCriteria.latest();

    private TestStore store;
    private ActorSystem system;
    private SnapshotClient snapshots;

    /** A new, empty database. */
    abstract TestStore newStore() throws Exception;

    @BeforeAll
    void start() throws Exception {
        store = newStore();
        system = store.start();
        snapshots = new SnapshotClient(system);
    }

    @AfterAll
    void stop() {
        if (system != null) {
            TestKit.shutdownActorSystem(system);
        }
    }

    /** Five snapshots: numbers 11 to 15, states s-1 to s-5, and when they were taken. */
    private record Five(String id, Map<Long, Long> times) {
        long time(long nr) {
            return times.getOrDefault(nr, 0L);
        }
    }

    private Five fiveWithTimes() {
        String id = "five-" + UUID.randomUUID();
        Map<Long, Long> times = new HashMap<>();
        for (long nr = 11; nr <= 15; nr++) {
            times.put(nr, snapshots.save(SnapshotMetadata.apply(id, nr), "s-" + (nr - 10)));
        }
        return new Five(id, times);
    }

    private String five() {
        return fiveWithTimes().id();
    }

    private static SnapshotSelectionCriteria criteria(long maxNr, long maxTime) {
        return SnapshotSelectionCriteria.create(maxNr, maxTime);
    }

    @Test
    void findsNothingForAnUnknownPersistenceId() {
        five();
        assertThat(snapshots.newest("nobody", LATEST)).isZero();
        assertThat(snapshots.newest("nobody", criteria(100, Long.MAX_VALUE))).isZero();
    }

    @Test
    void findsNothingWhenNoNumberMatches() {
        assertThat(snapshots.newest(five(), criteria(7, Long.MAX_VALUE))).isZero();
    }

    @Test
    void findsNothingWhenNoTimeMatches() {
        Five five = fiveWithTimes();
        long early = five.time(11) - 1;
        assertThat(snapshots.newest(five.id(), criteria(Long.MAX_VALUE, early))).isZero();
        assertThat(snapshots.newest(five.id(), criteria(13, early))).isZero();
    }

    @Test
    void findsTheMostRecentWithItsStateAndTime() {
        Five five = fiveWithTimes();
        SelectedSnapshot found = snapshots.load(five.id(), LATEST).orElseThrow();
        assertThat(found.snapshot()).isEqualTo("s-5");
        assertThat(found.metadata().persistenceId()).isEqualTo(five.id());
        assertThat(found.metadata().sequenceNr()).isEqualTo(15);
        assertThat(found.metadata().timestamp()).isEqualTo(five.time(15));
    }

    @Test
    void findsTheMostRecentUpToANumber() {
        assertThat(snapshots.newest(five(), criteria(13, Long.MAX_VALUE))).isEqualTo(13);
    }

    @Test
    void findsTheMostRecentUpToANumberAndATime() {
        Five five = fiveWithTimes();
        assertThat(snapshots.newest(five.id(), criteria(13, five.time(12)))).isEqualTo(12);
        assertThat(snapshots.newest(five.id(), criteria(Long.MAX_VALUE, five.time(14))))
                .isEqualTo(14);
    }

    @Test
    void honoursLowerBounds() {
        Five five = fiveWithTimes();
        assertThat(snapshots.newest(five.id(), SnapshotSelectionCriteria.create(14, Long.MAX_VALUE, 14, 0)))
                .isEqualTo(14);
        assertThat(snapshots.newest(five.id(), SnapshotSelectionCriteria.create(14, Long.MAX_VALUE, 14, five.time(15))))
                .isZero();
    }

    @Test
    void deletesASingleOneByNumber() {
        String id = five();
        snapshots.delete(SnapshotMetadata.apply(id, 15, 0));
        assertThat(snapshots.newest(id, LATEST)).isEqualTo(14);
    }

    @Test
    void keepsASingleOneWhoseTimeIsAnother() {
        Five five = fiveWithTimes();
        snapshots.delete(SnapshotMetadata.apply(five.id(), 15, 999));
        assertThat(snapshots.newest(five.id(), LATEST)).isEqualTo(15);
        snapshots.delete(SnapshotMetadata.apply(five.id(), 15, five.time(15)));
        assertThat(snapshots.newest(five.id(), LATEST)).isEqualTo(14);
    }

    @Test
    void deletesAllUpToBoundsAndKeepsTheRest() {
        Five five = fiveWithTimes();
        String id = five.id();
        String other = five();
        snapshots.delete(id, criteria(13, five.time(13)));
        assertThat(snapshots.newest(id, criteria(13, Long.MAX_VALUE))).isZero();
        assertThat(snapshots.newest(id, LATEST)).isEqualTo(15);
        assertThat(snapshots.newest(other, criteria(13, Long.MAX_VALUE))).isEqualTo(13);
    }

    @Test
    void leavesNoBytesOfDeletedOnesBehind() {
        String id = "bytes-" + UUID.randomUUID();
        String count = "SELECT COUNT(*) FROM journal_snapshot_chunk";
        int before = Integer.parseInt(store.query(count));
        snapshots.save(SnapshotMetadata.apply(id, 1, 1), new byte[20 << 20]);
        assertThat(Integer.parseInt(store.query(count))).isGreaterThan(before + 10);
        snapshots.delete(id, LATEST);
        assertThat(Integer.parseInt(store.query(count))).isEqualTo(before);
    }

    @Test
    void overwritesOneOfTheSameNumber() {
        String id = five();
        snapshots.save(SnapshotMetadata.apply(id, 15, 200), "s-5 again");
        assertThat(snapshots.load(id, LATEST).orElseThrow().snapshot()).isEqualTo("s-5 again");
        snapshots.delete(SnapshotMetadata.apply(id, 15, 0));
        assertThat(snapshots.newest(id, LATEST)).isEqualTo(14);
    }

    @Test
    void storesSmallEmptyAndLargeOnesUnchanged() {
        Random random = new Random(99);
        for (int size : new int[] {0, 1, 10_000, SnapshotTable.CHUNK, SnapshotTable.CHUNK + 1, 12_345_678}) {
            String id = "size-" + size + UUID.randomUUID();
            byte[] state = new byte[size];
            random.nextBytes(state);
            snapshots.save(SnapshotMetadata.apply(id, 1, 1), state);
            assertThat((byte[]) snapshots.load(id, LATEST).orElseThrow().snapshot())
                    .as("%d bytes", size)
                    .isEqualTo(state);
        }
    }

    @Test
    void storesMetadata() {
        String id = "metadata-" + UUID.randomUUID();
        snapshots.save(SnapshotMetadata.apply(id, 1, 1, Option.apply("its metadata")), "s");
        assertThat(snapshots
                        .load(id, LATEST)
                        .orElseThrow()
                        .metadata()
                        .metadata()
                        .get())
                .isEqualTo("its metadata");
    }

    @Test
    void failsToSaveWhatCannotBeSerializedAndGoesOn() {
        String id = five();
        Object answer = snapshots.ask(new SnapshotProtocol.SaveSnapshot(
                SnapshotMetadata.apply(id, 16, 106), new JournalContract.Unserializable(1)));
        assertThat(answer).isInstanceOf(SaveSnapshotFailure.class);
        assertThat(snapshots.newest(id, LATEST)).isEqualTo(15);
    }

    @Test
    void failsTheLoadWhenTheNewestIsDamaged() {
        String id = five();
        store.sql("UPDATE journal_snapshot_chunk SET bytes = 'X-5' WHERE snapshot_id = (SELECT MAX(id) FROM"
                + " journal_snapshot WHERE " + TestStore.of(id) + ")");
        assertThatThrownBy(() -> snapshots.load(id, LATEST))
                .hasMessageContainingAll("damaged", id, "sequence number 15", "checksum");
        assertThat(snapshots.newest(id, criteria(14, Long.MAX_VALUE))).isEqualTo(14);
    }

    @Test
    void failsTheLoadWhenBytesAreMissing() {
        String id = five();
        store.sql("DELETE FROM journal_snapshot_chunk WHERE snapshot_id = (SELECT MAX(id) FROM"
                + " journal_snapshot WHERE " + TestStore.of(id) + ")");
        assertThatThrownBy(() -> snapshots.load(id, LATEST))
                .hasMessageContainingAll("damaged", id, "sequence number 15", "0 bytes, but 3 were written");
    }

    @Test
    void forgetsAnUnfinishedOneAtTheNextStart() throws Exception {
        TestStore own = newStore();
        ActorSystem first = own.start();
        new SnapshotClient(first).save(SnapshotMetadata.apply("p", 1, 1), "whole");
        TestKit.shutdownActorSystem(first);
        own.sql("INSERT INTO journal_snapshot_chunk (snapshot_id, no, bytes) VALUES (77, 0, 'half')");
        ActorSystem second = own.start();
        assertThat(new SnapshotClient(second).load("p", LATEST).orElseThrow().snapshot())
                .isEqualTo("whole");
        assertThat(own.query("SELECT COUNT(*) FROM journal_snapshot_chunk WHERE snapshot_id = 77"))
                .isEqualTo("0");
        TestKit.shutdownActorSystem(second);
    }

    @Test
    void eventsAreWrittenWhileALargeSnapshotIs() {
        String id = "busy-" + UUID.randomUUID();
        JournalClient journal = new JournalClient(system);
        journal.write(id, 1, "first");
        TestKit probe = new TestKit(system);
        snapshots.tell(
                new SnapshotProtocol.SaveSnapshot(SnapshotMetadata.apply(id, 1, 1), new byte[64 << 20]),
                probe.getRef());
        int events = 1;
        while (!probe.msgAvailable()) {
            events++;
            assertThat(journal.write(id, events, "e")).containsExactly("ok " + events);
        }
        assertThat(probe.receiveOne(JournalClient.PATIENCE)).isInstanceOf(akka.persistence.SaveSnapshotSuccess.class);
        assertThat(events).isGreaterThan(2);
        snapshots.delete(id, LATEST);
    }
}
