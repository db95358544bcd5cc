package io.quorate.raft.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** The last events, for the report of a failure. */
final class Trace {

    private static final int LENGTH = 200;

    private final Deque<Object> events = new ArrayDeque<>();

    /** Rendered only when the run fails. */
    void add(Object event) {
        if (events.size() == LENGTH) {
            events.removeFirst();
        }
        events.add(event);
    }

    @Override
    public String toString() {
        return events.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }
}
