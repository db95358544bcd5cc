package io.quorate.raft.sim;

import java.util.PriorityQueue;

/** Virtual time: what will happen, in the order of time, and of arrival where times are equal. */
final class Schedule {

    /**
     * Something that happens.
     *
     * @param at nanoseconds of true time since the simulation began
     * @param where the machine, link or client
     * @param detail printed when the run fails; immutable
     */
    record Event(long at, long number, String where, String what, Object detail, Runnable action)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }

        @Override
        public String toString() {
            return String.format("%12.6f s  %-10s %-14s %s", at / 1e9, where, what, detail);
        }
    }

    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    static final String NO_DETAIL = " ";

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long numbers;

    long now() {
        return now;
    }

    void in(long delayNanos, String where, String what, Runnable action) {
        in(delayNanos, where, what, NO_DETAIL, action);
    }

    void in(long delayNanos, String where, String what, Object detail, Runnable action) {
        events.add(new Event(now + delayNanos, numbers++, where, what, detail, action));
    }

    /** The next event, at whose time it now is. The replicas' ticks never end, so there always is one. */
    Event next() {
        Event event = events.remove();
        now = event.at();
        return event;
    }
}
