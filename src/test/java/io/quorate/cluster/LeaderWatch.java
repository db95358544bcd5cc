package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.cluster.LeaderAnswers.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks every node for {@code leader-check} each ten milliseconds until closed. */
final class LeaderWatch implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

    private final List<Asker> askers;
    private volatile boolean over;

    private final class Asker extends Thread {
        private final ClusterNode node;
        private final List<Said> answers = new ArrayList<>();

        Asker(ClusterNode node) {
            super("leader-check " + node.number());
            this.node = node;
            setDaemon(true);
        }

        @Override
        public void run() {
            try (PlainHttp http = node.connect(LONGEST_ANSWER)) {
                while (!over) {
                    long call = System.nanoTime();
                    boolean yes = saysYes(http);
                    answers.add(new Said(node.number(), call, System.nanoTime(), yes));
                    LockSupport.parkNanos(call + PERIOD.toNanos() - System.nanoTime());
                }
            }
        }

        private static boolean saysYes(PlainHttp http) {
            try {
                return http.get("/api/leader-check").isOk();
            } catch (IOException none) {
                return false;
            }
        }
    }

    LeaderWatch(NodeGroup group) {
        this.askers = group.nodes().stream().map(Asker::new).toList();
        askers.forEach(Thread::start);
    }

    /** What was said in all the time; ends the watch. */
    LeaderAnswers end() {
        over = true;
        try {
            for (Asker asker : askers) {
                asker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return new LeaderAnswers(askers.stream().map(asker -> asker.answers).toList());
    }

    /** Fails when two nodes led at once; ends the watch. */
    void assertNeverTwo() {
        LeaderAnswers answers = end();
        assertThat(answers.positive()).as("answers of leaders").isPositive();
        assertThat(answers.firstViolation()).as("two leaders at one instant").isEmpty();
    }

    @Override
    public void close() {
        over = true;
    }
}
