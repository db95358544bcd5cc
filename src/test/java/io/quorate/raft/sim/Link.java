package io.quorate.raft.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/** One direction between two machines. */
final class Link {

    /** As much as a connection's buffers hold; what comes on top is dropped. */
    private static final int HELD_LIMIT = 200;

    private final Deque<Runnable> held = new ArrayDeque<>();
    private int cuts;
    private int slowdowns;
    private boolean closed;
    private long lastArrival;

    boolean isCut() {
        return cuts > 0;
    }

    /** Whether a message has to wait behind others: the connection has not come back since a cut. */
    boolean isHolding() {
        return closed;
    }

    boolean isSlow() {
        return slowdowns > 0;
    }

    void cut() {
        cuts++;
    }

    void slow() {
        slowdowns++;
    }

    void hurry() {
        slowdowns--;
    }

    /** Whether that was the last cut. */
    boolean uncut() {
        return --cuts == 0;
    }

    void hold(Runnable delivery) {
        closed = true;
        if (held.size() < HELD_LIMIT) {
            held.add(delivery);
        }
    }

    /** The connection is back: all that waited, in order. */
    Deque<Runnable> release() {
        Deque<Runnable> all = new ArrayDeque<>(held);
        held.clear();
        closed = false;
        return all;
    }

    /** Keeps the order: not before what was sent earlier. */
    long inOrder(long arrival) {
        lastArrival = Math.max(lastArrival, arrival);
        return lastArrival;
    }
}
