package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.testkit.javadsl.TestKit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the file, and what the user then reads. */
class SqliteDamageTest {

    private static final int EVENTS = 300;

    @TempDir
    Path folder;

    private Path file;
    private TestStore store;

    @BeforeEach
    void name() {
        file = folder.resolve("node.db");
        store = SqliteJournalTest.of(file);
    }

    /** About 150 pages, closed in order, so all of it is in the one file. */
    private void writeEvents() {
        ActorSystem system = store.start();
        JournalClient journal = new JournalClient(system);
        for (int nr = 1; nr <= EVENTS; nr++) {
            byte[] payload = new byte[1500];
            Arrays.fill(payload, (byte) nr);
            journal.write("p", nr, (Object) payload);
        }
        TestKit.shutdownActorSystem(system);
    }

    private JournalClient.Replay replay(String settings) {
        ActorSystem system = store.start(settings);
        JournalClient.Replay replay = new JournalClient(system).replay("p");
        TestKit.shutdownActorSystem(system);
        return replay;
    }

    private JournalClient.Replay replay() {
        return replay("");
    }

    @Test
    void aFileThatIsNotADatabaseIsRefusedByName() throws IOException {
        Files.writeString(file, "Dear diary, today I was mistaken for a database.");
        assertThat(replay().failure()).contains("damaged", file.toString(), "not an SQLite database", "backup");
        assertThat(Files.readString(file)).startsWith("Dear diary");
    }

    @Test
    void aFileThatWasEmptiedIsNotTakenForANewOne() throws IOException {
        writeEvents();
        Files.write(file, new byte[0]);
        assertThat(replay().failure()).contains("damaged", file.toString(), "empty", "peers");
    }

    @Test
    void aFileThatWasRemovedIsMadeAnew() throws IOException {
        writeEvents();
        Files.delete(file);
        JournalClient.Replay replay = replay();
        assertThat(replay.failure()).isEmpty();
        assertThat(replay.highest()).isZero();
    }

    @Test
    void aTruncatedFileIsReported() throws IOException {
        writeEvents();
        long size = Files.size(file);
        for (long cut : List.of(100L, 4096L, size / 3, size / 2, size - 4096, size - 1)) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, (int) cut));
            assertThat(replay().failure()).as("cut to %d of %d", cut, size).contains("damaged", file.toString());
            Files.write(file, whole);
        }
        assertThat(replay().events()).hasSize(EVENTS);
    }

    @Test
    void aTruncatedFileTooLargeToBeCheckedWholeIsReportedWhenRead() throws IOException {
        writeEvents();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(replay("quorate.journal.store.sqlite.quick-check-up-to = 0").failure())
                .contains("damaged", file.toString());
    }

    @Test
    void noFlippedByteIsEverPassedOn() throws IOException {
        writeEvents();
        byte[] whole = Files.readAllBytes(file);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int reported = 0;
        for (int round = 0; round < 40; round++) {
            int position = random.nextInt(whole.length);
            flip(position);
            String where = "seed " + seed + ", byte " + position;
            List<EventRow> rows = new ArrayList<>();
            String failure = replayWithoutActors(rows);
            if (failure.isEmpty()) {
                assertThat(rows).as(where).hasSize(EVENTS);
            } else {
                assertThat(failure).as(where).contains(file.toString());
                reported++;
            }
            rows.forEach(row ->
                    assertThat(row.event().bytes()).as(where).hasSize(1500).containsOnly((byte) row.sequenceNr()));
            Files.write(file, whole);
            Files.deleteIfExists(folder.resolve("node.db-wal"));
            Files.deleteIfExists(folder.resolve("node.db-shm"));
        }
        assertThat(reported).as("seed " + seed).isGreaterThan(5);
    }

    /** Empty, or why it failed. */
    private String replayWithoutActors(List<EventRow> rows) {
        StoreSettings settings = StoreSettings.from(store.config("quorate.journal.store.sqlite.quick-check-up-to = 0")
                .getConfig("quorate.journal.store"));
        AsyncStore events = new AsyncStore(new SqliteStore(settings), settings, Runnable::run);
        try {
            long highest = events.highestNr("p").toCompletableFuture().join();
            events.replay("p", 1, highest, Long.MAX_VALUE, rows::add)
                    .toCompletableFuture()
                    .join();
            return "";
        } catch (CompletionException e) {
            return String.valueOf(e.getMessage());
        } finally {
            events.close().toCompletableFuture().join();
        }
    }

    private void flip(int position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 0x55)).rewind();
            channel.write(one, position);
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsReportedByName() throws IOException {
        Path blocked = folder.resolve("file");
        Files.writeString(blocked, "in the way");
        store = SqliteJournalTest.of(blocked.resolve("node.db"));
        assertThat(replay().failure())
                .contains("Cannot open", blocked.resolve("node.db").toString());
    }

    @Test
    void onlyTheOwnerMayReadTheFiles() throws IOException {
        writeEvents();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void theFileShrinksAfterADeletion() throws IOException {
        writeEvents();
        long before = Files.size(file);
        ActorSystem system = store.start();
        new JournalClient(system).deleteTo("p", EVENTS - 10);
        TestKit.shutdownActorSystem(system);
        assertThat(Files.size(file)).isLessThan(before / 4);
    }
}
