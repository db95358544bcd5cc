package io.quorate.journal;

import static io.quorate.journal.JournalClient.atomic;
import static io.quorate.journal.JournalClient.event;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.testkit.javadsl.TestKit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database must do as a journal; the list follows Akka's own compatibility kit, and goes on from there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JournalContract {

    /** No serializer is bound to it. */
    record Unserializable(int nr) {}

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
        assertThat(journal.write(id, 1, "a-1", "a-2", "a-3", "a-4", "a-5"))
                .containsExactly("ok 1", "ok 2", "ok 3", "ok 4", "ok 5");
        return id;
    }

    @Test
    void replaysAllEventsInOrderWithTheirWriterAndTime() {
        String id = fiveEvents();
        JournalClient.Replay replay = journal.replay(id);
        assertThat(replay.payloads()).containsExactly("a-1", "a-2", "a-3", "a-4", "a-5");
        assertThat(replay.highest()).isEqualTo(5);
        PersistentRepr third = replay.events().get(2);
        assertThat(third.sequenceNr()).isEqualTo(3);
        assertThat(third.persistenceId()).isEqualTo(id);
        assertThat(third.writerUuid()).isEqualTo(JournalClient.WRITER);
        assertThat(third.timestamp()).isEqualTo(1003);
    }

    @Test
    void replaysFromALowerBound() {
        assertThat(journal.replay(fiveEvents(), 3, Long.MAX_VALUE, Long.MAX_VALUE)
                        .payloads())
                .containsExactly("a-3", "a-4", "a-5");
    }

    @Test
    void replaysUpToAnUpperBound() {
        assertThat(journal.replay(fiveEvents(), 1, 3, Long.MAX_VALUE).payloads())
                .containsExactly("a-1", "a-2", "a-3");
    }

    @Test
    void replaysACountOfEvents() {
        assertThat(journal.replay(fiveEvents(), 1, Long.MAX_VALUE, 3).payloads())
                .containsExactly("a-1", "a-2", "a-3");
    }

    @Test
    void replaysBetweenBounds() {
        assertThat(journal.replay(fiveEvents(), 2, 4, Long.MAX_VALUE).payloads())
                .containsExactly("a-2", "a-3", "a-4");
    }

    @Test
    void replaysACountBetweenBounds() {
        assertThat(journal.replay(fiveEvents(), 2, 5, 2).payloads()).containsExactly("a-2", "a-3");
    }

    @Test
    void replaysASingleEventGivenByBounds() {
        assertThat(journal.replay(fiveEvents(), 2, 2, Long.MAX_VALUE).payloads())
                .containsExactly("a-2");
    }

    @Test
    void replaysASingleEventGivenByCount() {
        assertThat(journal.replay(fiveEvents(), 2, 4, 1).payloads()).containsExactly("a-2");
    }

    @Test
    void replaysNothingForACountOfZero() {
        JournalClient.Replay replay = journal.replay(fiveEvents(), 2, 4, 0);
        assertThat(replay.payloads()).isEmpty();
        assertThat(replay.failure()).isEmpty();
    }

    @Test
    void replaysNothingWhenTheLowerBoundIsAboveTheUpper() {
        JournalClient.Replay replay = journal.replay(fiveEvents(), 3, 2, Long.MAX_VALUE);
        assertThat(replay.payloads()).isEmpty();
        assertThat(replay.failure()).isEmpty();
    }

    @Test
    void knowsNothingOfAPersistenceIdThatWroteNothing() {
        JournalClient.Replay replay = journal.replay("nobody-" + UUID.randomUUID());
        assertThat(replay.payloads()).isEmpty();
        assertThat(replay.highest()).isZero();
    }

    @Test
    void leavesDeletedEventsOutAndKeepsTheHighestNumber() {
        String id = fiveEvents();
        journal.deleteTo(id, 3);
        assertThat(journal.replay(id).payloads()).containsExactly("a-4", "a-5");
        assertThat(journal.replay(id).highest()).isEqualTo(5);
        assertThat(store.query("SELECT COUNT(*) FROM journal_event WHERE " + TestStore.of(id)))
                .isEqualTo("2");
    }

    @Test
    void keepsTheHighestNumberAfterEverythingIsDeletedAndAfterARestart() throws Exception {
        TestStore own = newStore();
        ActorSystem first = own.start();
        JournalClient before = new JournalClient(first);
        before.write("all", 1, "a", "b", "c");
        before.deleteTo("all", Long.MAX_VALUE);
        assertThat(before.replay("all").highest()).isEqualTo(3);
        TestKit.shutdownActorSystem(first);
        ActorSystem second = own.start();
        JournalClient after = new JournalClient(second);
        assertThat(after.replay("all").payloads()).isEmpty();
        assertThat(after.replay("all").highest()).isEqualTo(3);
        assertThat(after.write("all", 4, "d")).containsExactly("ok 4");
        assertThat(after.replay("all").payloads()).containsExactly("d");
        TestKit.shutdownActorSystem(second);
    }

    @Test
    void doesNotBringDeletedEventsBackWhenDeletingFewerLater() {
        String id = fiveEvents();
        journal.deleteTo(id, 4);
        journal.deleteTo(id, 2);
        assertThat(journal.replay(id).payloads()).containsExactly("a-5");
    }

    @Test
    void deletesManyEventsInSteps() {
        String id = "many-" + UUID.randomUUID();
        write(id, 1, 3500);
        journal.deleteTo(id, 3400);
        assertThat(journal.replay(id).events()).hasSize(100);
        assertThat(store.query("SELECT COUNT(*) FROM journal_event WHERE " + TestStore.of(id)))
                .isEqualTo("100");
    }

    @Test
    void deletingForAnUnknownPersistenceIdIsFine() {
        journal.deleteTo("nobody-" + UUID.randomUUID(), 10);
    }

    @Test
    void keepsPersistenceIdsApartHoweverSimilar() {
        String base = UUID.randomUUID().toString();
        List<String> ids = List.of(
                base,
                base + " ",
                base.toUpperCase(java.util.Locale.ROOT) + "É",
                base.toUpperCase(java.util.Locale.ROOT) + "E",
                base + "'",
                base + "😀",
                base + "%",
                base + "\\");
        ids.forEach(id -> assertThat(journal.write(id, 1, "of " + id)).containsExactly("ok 1"));
        ids.forEach(id -> assertThat(journal.replay(id).payloads()).containsExactly("of " + id));
    }

    @Test
    void writesSeveralEventsAtomicallyInOrder() {
        String id = "atomic-" + UUID.randomUUID();
        List<String> answers = journal.write(
                List.of(atomic(event(id, 1, "a"), event(id, 2, "b"), event(id, 3, "c")), atomic(event(id, 4, "d"))));
        assertThat(answers).containsExactly("ok 1", "ok 2", "ok 3", "ok 4");
        assertThat(journal.replay(id).payloads()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void rejectsWhatCannotBeSerializedAndStoresTheRestOfTheBatch() {
        String id = "rejected-" + UUID.randomUUID();
        List<String> answers = journal.write(id, 1, "a", new Unserializable(2), "c");
        assertThat(answers.get(0)).isEqualTo("ok 1");
        assertThat(answers.get(1)).startsWith("rejected 2: ");
        assertThat(answers.get(2)).isEqualTo("ok 3");
        assertThat(journal.replay(id).payloads()).containsExactly("a", "c");
        assertThat(journal.replay(id).highest()).isEqualTo(3);
    }

    @Test
    void storesNothingOfAnAtomicWriteWithOneEventThatCannotBeSerialized() {
        String id = "rejected-" + UUID.randomUUID();
        List<String> answers = journal.write(List.of(
                atomic(event(id, 1, "a")),
                atomic(event(id, 2, "b"), event(id, 3, new Unserializable(3)), event(id, 4, "d")),
                atomic(event(id, 5, "e"))));
        assertThat(answers).hasSize(5);
        assertThat(answers.subList(1, 4)).allMatch(answer -> answer.startsWith("rejected "));
        assertThat(journal.replay(id).payloads()).containsExactly("a", "e");
    }

    @Test
    void goesOnAfterARejectionWithOrWithoutTheRejectedNumber() {
        String classic = "classic-" + UUID.randomUUID();
        journal.write(classic, 1, "a", new Unserializable(2));
        assertThat(journal.write(classic, 3, "c")).containsExactly("ok 3");
        String restarted = "restarted-" + UUID.randomUUID();
        journal.write(restarted, 1, "a", new Unserializable(2));
        assertThat(journal.write(restarted, 2, "b")).containsExactly("ok 2");
        assertThat(journal.replay(classic).payloads()).containsExactly("a", "c");
        assertThat(journal.replay(restarted).payloads()).containsExactly("a", "b");
    }

    @Test
    void refusesANumberThatIsStoredAlready() {
        String id = fiveEvents();
        assertThat(journal.write(id, 5, "again").get(0))
                .startsWith("failed 5: ")
                .contains("refuses sequence number 5", id, "second writer");
        assertThat(journal.replay(id).payloads()).endsWith("a-5").hasSize(5);
    }

    @Test
    void refusesANumberThatLeavesAHole() {
        String id = fiveEvents();
        assertThat(journal.write(id, 7, "too far").get(0))
                .startsWith("failed 7: ")
                .contains("refuses sequence number 7", id, "highest number known is 5");
        assertThat(journal.replay(id).highest()).isEqualTo(5);
    }

    @Test
    void aRefusedWriterDoesNotAffectOthersInTheSameTransaction() {
        String good = "good-" + UUID.randomUUID();
        String bad = fiveEvents();
        List<TestKit> probes = new ArrayList<>();
        for (int nr = 1; nr <= 50; nr++) {
            probes.add(journal.send(List.of(atomic(event(good, nr, "g-" + nr)))));
            probes.add(journal.send(List.of(atomic(event(bad, 3, "wrong")))));
        }
        for (int i = 0; i < probes.size(); i++) {
            String answer = journal.answers(probes.get(i), 1).get(0);
            assertThat(answer).startsWith(i % 2 == 0 ? "ok " : "failed ");
        }
        assertThat(journal.replay(good).events()).hasSize(50);
        assertThat(journal.replay(bad).events()).hasSize(5);
    }

    @Test
    void storesLargeEventsUnchanged() {
        Random random = new Random(4711);
        String id = "large-" + UUID.randomUUID();
        List<byte[]> written = new ArrayList<>();
        for (int megabytes : new int[] {1, 4, 8}) {
            byte[] payload = new byte[megabytes << 20];
            random.nextBytes(payload);
            written.add(payload);
            assertThat(journal.write(id, written.size(), (Object) payload)).containsExactly("ok " + written.size());
        }
        List<Object> read = journal.replay(id).payloads();
        assertThat(read).hasSize(3);
        IntStream.range(0, 3)
                .forEach(i -> assertThat(Arrays.equals((byte[]) read.get(i), written.get(i)))
                        .isTrue());
    }

    @Test
    void storesAnEmptyEvent() {
        String id = "empty-" + UUID.randomUUID();
        journal.write(id, 1, "", new byte[0]);
        assertThat(journal.replay(id).payloads()).first().isEqualTo("");
        assertThat((byte[]) journal.replay(id).payloads().get(1)).isEmpty();
    }

    @Test
    void storesManySmallEventsInOneRequest() {
        String id = "many-" + UUID.randomUUID();
        write(id, 1, 10_000);
        JournalClient.Replay replay = journal.replay(id);
        assertThat(replay.highest()).isEqualTo(10_000);
        assertThat(replay.events().stream().map(PersistentRepr::sequenceNr))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 10_000).boxed().toList());
    }

    private void write(String id, long firstNr, int count) {
        List<AtomicWrite> writes = LongStream.range(firstNr, firstNr + count)
                .mapToObj(nr -> atomic(event(id, nr, "event " + nr)))
                .toList();
        assertThat(journal.write(writes)).hasSize(count).allMatch(answer -> answer.startsWith("ok "));
    }

    @Test
    void storesMetadata() {
        String id = "metadata-" + UUID.randomUUID();
        journal.write(List.of(atomic(event(id, 1, "a").withMetadata("its metadata")), atomic(event(id, 2, "b"))));
        List<PersistentRepr> events = journal.replay(id).events();
        assertThat(events.get(0).metadata().get()).isEqualTo("its metadata");
        assertThat(events.get(1).metadata().isEmpty()).isTrue();
    }

    @Test
    void refusesASecondWriterAndNamesTheFirst() {
        ActorSystem second = store.start();
        JournalClient refused = new JournalClient(second);
        assertThat(refused.replay("any").failure())
                .contains("in use by", "process " + ProcessHandle.current().pid());
        TestKit.shutdownActorSystem(second);
        assertThat(journal.write("still-" + UUID.randomUUID(), 1, "a")).containsExactly("ok 1");
    }

    @Test
    void refusesTablesOfANewerProgram() throws Exception {
        TestStore own = newStore();
        TestKit.shutdownActorSystem(usedOnce(own));
        own.sql("INSERT INTO journal_schema_version (version, created_at) VALUES (99, 0)");
        ActorSystem late = own.start();
        assertThat(new JournalClient(late).replay("any").failure()).contains("table version 99", "newer program");
        TestKit.shutdownActorSystem(late);
    }

    private static ActorSystem usedOnce(TestStore store) {
        ActorSystem once = store.start();
        assertThat(new JournalClient(once).write("once", 1, "a")).containsExactly("ok 1");
        return once;
    }

    @Test
    void severalJournalsInOneActorSystemDoNotMix() throws Exception {
        TestStore other = newStore();
        ActorSystem both = other.start(
                "second = ${quorate.journal}\nsecond.store {\n" + newStore().settings() + "\n}");
        JournalClient one = new JournalClient(both, "quorate.journal");
        JournalClient two = new JournalClient(both, "second");
        assertThat(one.write("same", 1, "in the first")).containsExactly("ok 1");
        assertThat(two.write("same", 1, "in the second")).containsExactly("ok 1");
        assertThat(one.replay("same").payloads()).containsExactly("in the first");
        assertThat(two.replay("same").payloads()).containsExactly("in the second");
        TestKit.shutdownActorSystem(both);
    }
}
