package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue before the writer, with a thread that runs only when the test says so. */
class WriterLaneTest {

    /** Counts what reaches the real store, and fails when told to. */
    private static final class CountingStore implements JournalStore {
        private final SqliteStore real;
        private int transactions;
        private boolean failing;

        private CountingStore(SqliteStore real) {
            this.real = real;
        }

        @Override
        public <T> T write(Work<T> work) {
            transactions++;
            if (failing) {
                throw new JournalException("told to fail");
            }
            return real.write(work);
        }

        @Override
        public String name() {
            return "test store";
        }

        @Override
        public void open() {
            real.open();
        }

        @Override
        public <T> T read(Work<T> work) {
            return real.read(work);
        }

        @Override
        public String lockSuffix() {
            return "";
        }

        @Override
        public int streamingFetchSize() {
            return 0;
        }

        @Override
        public int largestPayload() {
            return 1000;
        }

        @Override
        public void close() {
            real.close();
        }
    }

    @TempDir
    Path folder;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private CountingStore store;
    private WriterLane lane;

    @BeforeEach
    void open() {
        StoreSettings settings = StoreSettings.from(ConfigFactory.load(ConfigFactory.parseString(
                        "quorate.journal.store.sqlite.file = \"" + folder.resolve("lane.db") + "\""))
                .getConfig("quorate.journal.store"));
        store = new CountingStore(new SqliteStore(settings));
        lane = lane(100, 10_000);
    }

    private WriterLane lane(int maxQueued, long maxBytes) {
        Appender appender = new Appender(store, new EventTable(store), new StreamCache());
        return new WriterLane(tasks::add, appender, "test store", maxQueued, maxBytes);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private CompletableFuture<List<Optional<Exception>>> append(String id, long nr, int size) {
        EventRow row = new EventRow(id, nr, 0, "w", "", new Encoded(4, "", new byte[size]), Optional.empty());
        return lane.append(List.of(new AtomicEvents(id, nr, nr, List.of(row), Optional.empty())));
    }

    @Test
    void allThatWaitsIsOneTransaction() {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int nr = 1; nr <= 10; nr++) {
            answers.add(append("a", nr, 10));
            answers.add(append("b", nr, 10));
        }
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        run();
        assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
        assertThat(store.transactions).isEqualTo(1);
    }

    @Test
    void aGroupEndsAtItsSize() {
        lane = lane(100, 1500);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int nr = 1; nr <= 6; nr++) {
            answers.add(append("a", nr, 800));
        }
        run();
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(store.transactions).isEqualTo(3);
    }

    @Test
    void otherWorkKeepsItsPlaceBetweenAppends() {
        List<String> order = new ArrayList<>();
        var first = append("a", 1, 1).thenRun(() -> order.add("first"));
        var between = lane.submit(() -> order.add("between"));
        var second = append("a", 2, 1).thenRun(() -> order.add("second"));
        run();
        assertThat(List.of(first, between, second)).allMatch(CompletableFuture::isDone);
        assertThat(order).containsExactly("first", "between", "second");
        assertThat(store.transactions).isEqualTo(2);
    }

    @Test
    void aFailedTransactionFailsAllInItAndTheNextOneStartsAfresh() {
        store.failing = true;
        var first = append("a", 1, 1);
        var second = append("b", 1, 1);
        run();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        store.failing = false;
        var again = append("a", 1, 1);
        run();
        assertThat(again).isCompletedWithValue(List.of(Optional.empty()));
    }

    @Test
    void anEventThatIsTooLargeIsRejectedAlone() {
        var large = append("a", 1, 1001);
        var small = append("b", 1, 1000);
        run();
        assertThat(large.join().get(0).orElseThrow()).hasMessageContainingAll("1001 bytes", "at most 1000");
        assertThat(small).isCompletedWithValue(List.of(Optional.empty()));
    }

    @Test
    void aFullQueueRefuses() {
        lane = lane(2, 10_000);
        var first = append("a", 1, 1);
        var second = append("b", 1, 1);
        assertThat(append("c", 1, 1)).isCompletedExceptionally();
        run();
        assertThat(List.of(first, second)).allMatch(CompletableFuture::isDone);
        var afterwards = append("c", 1, 1);
        run();
        assertThat(afterwards).isCompletedWithValue(List.of(Optional.empty()));
    }

    @Test
    void closingFinishesWhatWaitsAndRefusesTheRest() {
        var before = append("a", 1, 1);
        var closed = lane.close(() -> {});
        var after = append("a", 2, 1);
        assertThat(after).isCompletedExceptionally();
        assertThat(closed).isNotDone();
        run();
        assertThat(before).isCompletedWithValue(List.of(Optional.empty()));
        assertThat(closed).isCompleted();
    }

    @Test
    void closingAnIdleLaneNeedsNoThread() {
        assertThat(lane.close(() -> {})).isCompleted();
        assertThat(tasks).isEmpty();
    }
}
