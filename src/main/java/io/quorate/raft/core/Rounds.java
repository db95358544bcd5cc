package io.quorate.raft.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * A leader's rounds of heartbeats. Every message of a leader carries the current round and is answered with it, so an
 * answer proves that its sender heard this leader at some time after the round began.
 */
final class Rounds {

    private record Begun(long round, long at) {}

    private long current;
    private long confirmed;
    private OptionalLong confirmedAt = OptionalLong.empty();
    private long leaseFloor;
    private final Deque<Begun> open;

    Rounds() {
        this(new ArrayDeque<>());
    }

    private Rounds(Deque<Begun> open) {
        this.open = open;
    }

    Rounds copy() {
        Rounds copy = new Rounds(new ArrayDeque<>(open));
        copy.current = current;
        copy.confirmed = confirmed;
        copy.confirmedAt = confirmedAt;
        copy.leaseFloor = leaseFloor;
        return copy;
    }

    long current() {
        return current;
    }

    /** The newest one a majority has answered; 0 before the first. */
    long confirmed() {
        return confirmed;
    }

    /** When that one began. */
    OptionalLong confirmedAt() {
        return confirmedAt;
    }

    /** The same, if it may be relied upon for a lease. */
    OptionalLong leaseFrom() {
        return confirmed > leaseFloor ? confirmedAt : OptionalLong.empty();
    }

    void begin(long now) {
        current++;
        open.addLast(new Begun(current, now));
    }

    /** A majority has answered this round, or a later one. */
    void confirm(long round) {
        while (!open.isEmpty() && open.getFirst().round <= round) {
            Begun begun = open.removeFirst();
            confirmed = begun.round;
            confirmedAt = OptionalLong.of(begun.at);
        }
    }

    /** No round begun so far counts for a lease any more. */
    void distrust() {
        leaseFloor = current;
    }

    /** Rounds that begin from now on are later than this one; those before it count for no lease. */
    void skipTo(long round) {
        current = Math.max(current, round);
        distrust();
    }
}
