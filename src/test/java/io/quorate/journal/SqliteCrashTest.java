package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.testkit.javadsl.TestKit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writing process is killed with SIGKILL; nothing it acknowledged may be missing, nothing may be torn. */
class SqliteCrashTest {

    private static final List<String> IDS = List.of("one", "two", "three");

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedEventIsThereAfterEachOfThreeKills() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path file = folder.resolve("crash.db");
        for (int round = 1; round <= 3; round++) {
            Map<String, Long> acknowledged = runAndKill(file, 20 + random.nextInt(500));
            check(file, acknowledged, "seed " + seed + ", round " + round);
        }
    }

    @Test
    void aSecondProcessIsRefusedWithTheNameOfTheFirst() throws Exception {
        Path file = folder.resolve("held.db");
        Process holder = start(file);
        try (BufferedReader lines = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isNotNull();
            ActorSystem system = SqliteJournalTest.of(file).start();
            assertThat(new JournalClient(system).replay("one").failure())
                    .contains("in use by process " + holder.pid() + " on host ", file.toString());
            TestKit.shutdownActorSystem(system);
            assertThat(lines.readLine()).isNotNull();
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    private static Process start(Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                file.toString()));
        command.addAll(IDS);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns the highest acknowledged number for each persistence id. */
    private static Map<String, Long> runAndKill(Path file, int acknowledgements) throws Exception {
        Process writer = start(file);
        Map<String, Long> acknowledged = new HashMap<>();
        int seen = 0;
        try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 2);
                if (words.length == 2 && IDS.contains(words[0])) {
                    acknowledged.merge(words[0], Long.parseLong(words[1]), Math::max);
                    seen++;
                }
                if (seen == acknowledgements) {
                    // SIGKILL; what is still in the pipe is read to its end.
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isGreaterThanOrEqualTo(acknowledgements);
        return acknowledged;
    }

    private static void check(Path file, Map<String, Long> acknowledged, String where) {
        ActorSystem system = SqliteJournalTest.of(file).start();
        JournalClient journal = new JournalClient(system);
        acknowledged.forEach((id, highest) -> {
            JournalClient.Replay replay = journal.replay(id);
            assertThat(replay.failure()).as(where).isEmpty();
            assertThat(replay.highest()).as(where).isGreaterThanOrEqualTo(highest);
            assertThat(replay.highest() % CrashingWriter.GROUP)
                    .as("torn group, " + where)
                    .isZero();
            assertThat(replay.payloads())
                    .as(where)
                    .isEqualTo(LongStream.rangeClosed(1, replay.highest())
                            .mapToObj(nr -> id + " " + nr)
                            .toList());
        });
        TestKit.shutdownActorSystem(system);
    }
}
