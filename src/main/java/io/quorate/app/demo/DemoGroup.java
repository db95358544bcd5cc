package io.quorate.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes of the demonstration, each a process. */
final class DemoGroup implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<DemoNode> nodes = new ArrayList<>();
    private boolean isEnding;

    /** Starts them all; apart from ending: after it nothing may be started. */
    synchronized void start(List<DemoConfiguration.Place> places) throws IOException {
        for (DemoConfiguration.Place place : places) {
            if (isEnding) {
                throw new DemoFailed("it was ended before its nodes began");
            }
            nodes.add(DemoNode.start("node " + (nodes.size() + 1), place));
        }
    }

    List<DemoNode> nodes() {
        return List.copyOf(nodes);
    }

    /** The node that leads, once one does. */
    DemoNode awaitLeader() throws InterruptedException {
        return await("no node leads; see " + nodes.get(0).log(), () -> {
            for (DemoNode node : nodes) {
                if (node.isAlive() && node.leads()) {
                    return Optional.of(node);
                }
            }
            return Optional.empty();
        });
    }

    /** What a living node sees. */
    Optional<JsonNode> fleet() throws InterruptedException {
        for (DemoNode node : nodes) {
            Optional<JsonNode> fleet = node.isAlive() ? node.get("api/v2/fleet") : Optional.empty();
            if (fleet.isPresent()) {
                return fleet;
            }
        }
        return Optional.empty();
    }

    /** A question that has an answer sooner or later. */
    interface Question<T> {
        Optional<T> ask() throws InterruptedException;
    }

    /** Asks until there is an answer. */
    static <T> T await(String failure, Question<T> question) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> answer = question.ask();
            if (answer.isPresent()) {
                return answer.get();
            }
            Thread.sleep(PAUSE.toMillis());
        }
        throw new DemoFailed(failure + " within " + LIMIT.toSeconds() + " s");
    }

    /** Something that is done again and again. */
    interface Watch {
        void look() throws InterruptedException;
    }

    /** Looks until the process ends. */
    static void forever(Watch watch) throws InterruptedException {
        while (true) {
            watch.look();
            Thread.sleep(PAUSE.toMillis());
        }
    }

    @Override
    public void close() {
        List<DemoNode> all;
        synchronized (this) {
            isEnding = true;
            all = List.copyOf(nodes);
        }
        // All at once: none of them needs to take over from another.
        all.parallelStream().forEach(DemoNode::close);
    }
}
