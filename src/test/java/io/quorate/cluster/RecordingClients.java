package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.cluster.Attempts.Task;
import io.quorate.raft.linearizability.HistoryFile;
import io.quorate.raft.linearizability.LinearizabilityChecker;
import io.quorate.raft.linearizability.Operation;
import io.quorate.raft.linearizability.Operation.Kind;
import io.quorate.raft.linearizability.Operation.Result;
import io.quorate.raft.linearizability.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that read, write, swap and delete the same few keys through all nodes until they are ended, and remember what
 * they saw. Then every node is asked for every key, and the whole must be linearizable: then nothing acknowledged was
 * lost, nothing happened twice, and nothing stale was read. The history stays in {@code target/histories}.
 */
final class RecordingClients implements AutoCloseable {

    private static final int CLIENTS = 6;
    private static final Duration GIVE_UP = Duration.ofSeconds(8);
    private static final int LONGEST_PAUSE_MICROS = 12_000;

    private final NodeGroup group;
    private final String name;
    private final Registers registers;
    private final Queue<Operation> history = new ConcurrentLinkedQueue<>();
    private final Map<String, String> lastSeen = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** @param name of the test; the random choices follow from it */
    RecordingClients(NodeGroup group, String name) {
        this(group, name, group.nodes());
    }

    /** @param reachable the nodes that they ask */
    RecordingClients(NodeGroup group, String name, List<ClusterNode> reachable) {
        this.group = group;
        this.name = name;
        this.registers = new Registers(name);
        for (int i = 0; i < CLIENTS; i++) {
            SplittableRandom random = new SplittableRandom(name.hashCode() + i);
            int client = i;
            Thread thread = new Thread(() -> work(client, random, reachable), "client " + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void work(int number, SplittableRandom random, List<ClusterNode> nodes) {
        int lives = 0;
        try (Attempts attempts = new Attempts(nodes, number, GIVE_UP)) {
            while (!over) {
                Operation done = attempts.carryOut(task(name + ".c" + number + "." + lives, random));
                history.add(done);
                if (done.result() == Result.UNKNOWN) {
                    registers.lostTrack();
                    lives++;
                }
                remember(done);
                LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_MICROS) * 1000L);
            }
        } catch (RuntimeException | AssertionError e) {
            broken.add(e);
        }
    }

    private void remember(Operation done) {
        if (done.result() != Result.OK) {
            return;
        }
        if (done.kind() != Kind.READ) {
            acknowledged.incrementAndGet();
        }
        Optional<String> value = done.kind() == Kind.READ ? done.read() : done.value();
        value.filter(seen -> done.applied()).ifPresent(seen -> lastSeen.put(done.key(), seen));
    }

    private Task task(String client, SplittableRandom random) {
        long id = ids.incrementAndGet();
        String key = registers.any(random);
        Optional<String> value = Optional.of("v" + id);
        int dice = random.nextInt(100);
        if (dice < 45) {
            return new Task(id, client, Kind.READ, key, Optional.empty(), Optional.empty());
        }
        if (dice < 80) {
            return new Task(id, client, Kind.WRITE, key, value, Optional.empty());
        }
        return dice < 95
                ? new Task(id, client, Kind.CAS, key, value, Optional.ofNullable(lastSeen.get(key)))
                : new Task(id, client, Kind.DELETE, key, Optional.empty(), Optional.empty());
    }

    /** Until so many more changes were acknowledged. */
    void awaitAcknowledged(int more) {
        long target = acknowledged.get() + more;
        group.await(more + " more changes are acknowledged", () -> acknowledged.get() >= target || !broken.isEmpty());
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Ends the clients, asks all nodes for all keys, and judges. */
    void assertLinearizable() {
        end();
        assertThat(broken).isEmpty();
        readEverythingEverywhere();
        Path file = write(history);
        Verdict verdict = new LinearizabilityChecker().check(List.copyOf(history));
        assertThat(verdict).as("history in " + file).isInstanceOf(Verdict.Linearizable.class);
        System.out.println(name + ": " + history.size() + " operations, " + acknowledged + " changes acknowledged, "
                + history.stream()
                        .filter(done -> done.result() == Result.UNKNOWN)
                        .count() + " unknown, longest wait "
                + longestWait() / 1_000_000 + " ms");
    }

    private void readEverythingEverywhere() {
        for (ClusterNode node : group.nodes()) {
            if (node.isRunning()) {
                try (Attempts attempts = new Attempts(List.of(node), 0, GIVE_UP)) {
                    for (String key : registers.all()) {
                        long id = ids.incrementAndGet();
                        Operation read = attempts.carryOut(new Task(
                                id,
                                name + ".reader" + node.number(),
                                Kind.READ,
                                key,
                                Optional.empty(),
                                Optional.empty()));
                        assertThat(read.result())
                                .as("reading %s from %s", key, node)
                                .isEqualTo(Result.OK);
                        history.add(read);
                    }
                }
            }
        }
    }

    /** The longest time in which no change was acknowledged. */
    private long longestWait() {
        long[] ends = history.stream()
                .filter(done -> done.isAnswered() && done.kind() != Kind.READ)
                .mapToLong(Operation::returned)
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < ends.length; i++) {
            longest = Math.max(longest, ends[i] - ends[i - 1]);
        }
        return longest;
    }

    private Path write(Collection<Operation> operations) {
        Path file = Path.of("target", "histories", name + ".jsonl");
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for " + file + ": " + e.getMessage(), e);
        }
        HistoryFile.write(file, List.copyOf(operations));
        return file;
    }

    private void end() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
