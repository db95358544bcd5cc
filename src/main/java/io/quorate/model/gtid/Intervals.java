package io.quorate.model.gtid;

import java.util.Arrays;

/**
 * A set of positive numbers as sorted intervals that neither overlap nor touch. Immutable.
 *
 * <p>Kept as one array {first, last, first, last, ...}, both ends included: a set from a long-lived server has thousands
 * of intervals, and each probe of each server reads one. No number exceeds 2^63 - 2, so "last + 1" cannot overflow.
 */
final class Intervals {

    static final Intervals NONE = new Intervals(new long[0]);

    private final long[] bounds;

    private Intervals(long[] bounds) {
        this.bounds = bounds;
    }

    /** From pairs {first, last} in any order, overlapping or not. */
    static Intervals of(long... pairs) {
        return merge(isSorted(pairs) ? pairs : sorted(pairs));
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    int size() {
        return bounds.length / 2;
    }

    long first(int interval) {
        return bounds[2 * interval];
    }

    long last(int interval) {
        return bounds[2 * interval + 1];
    }

    long count() {
        long count = 0;
        for (int i = 0; i < size(); i++) {
            count = addCounts(count, last(i) - first(i) + 1);
        }
        return count;
    }

    boolean contains(Intervals other) {
        int own = 0;
        for (int i = 0; i < other.size(); i++) {
            while (own < size() && last(own) < other.first(i)) {
                own++;
            }
            // Own intervals do not touch, so one of them must cover the other's whole interval.
            if (own == size() || first(own) > other.first(i) || last(own) < other.last(i)) {
                return false;
            }
        }
        return true;
    }

    Intervals union(Intervals other) {
        long[] pairs = new long[bounds.length + other.bounds.length];
        int a = 0;
        int b = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            boolean own = b == other.size() || (a < size() && first(a) <= other.first(b));
            Intervals from = own ? this : other;
            int next = own ? a++ : b++;
            pairs[i] = from.first(next);
            pairs[i + 1] = from.last(next);
        }
        return merge(pairs);
    }

    Intervals intersect(Intervals other) {
        Collector common = new Collector(bounds.length + other.bounds.length);
        int a = 0;
        int b = 0;
        while (a < size() && b < other.size()) {
            common.add(Math.max(first(a), other.first(b)), Math.min(last(a), other.last(b)));
            if (last(a) < other.last(b)) {
                a++;
            } else {
                b++;
            }
        }
        return common.intervals();
    }

    Intervals subtract(Intervals other) {
        Collector rest = new Collector(bounds.length + other.bounds.length);
        int b = 0;
        for (int a = 0; a < size(); a++) {
            long from = first(a);
            while (b < other.size() && other.last(b) < from) {
                b++;
            }
            // The last of these may reach into the next own interval: look at it again there.
            for (int hole = b; hole < other.size() && other.first(hole) <= last(a); hole++) {
                rest.add(from, other.first(hole) - 1);
                from = Math.max(from, other.last(hole) + 1);
                b = hole;
            }
            rest.add(from, last(a));
        }
        return rest.intervals();
    }

    /** Appends {@code :first-last} or {@code :number} for each interval. */
    void appendTo(StringBuilder text) {
        for (int i = 0; i < size(); i++) {
            text.append(':').append(first(i));
            if (last(i) > first(i)) {
                text.append('-').append(last(i));
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        appendTo(text);
        return text.toString();
    }

    /** Adds two non-negative counts; stays at the largest number instead of overflowing. */
    static long addCounts(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static boolean isSorted(long[] pairs) {
        for (int i = 2; i < pairs.length; i += 2) {
            if (pairs[i] < pairs[i - 2]) {
                return false;
            }
        }
        return true;
    }

    private static long[] sorted(long[] pairs) {
        Integer[] order = new Integer[pairs.length / 2];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(pairs[2 * a], pairs[2 * b]));
        long[] sorted = new long[pairs.length];
        for (int i = 0; i < order.length; i++) {
            sorted[2 * i] = pairs[2 * order[i]];
            sorted[2 * i + 1] = pairs[2 * order[i] + 1];
        }
        return sorted;
    }

    /** From pairs sorted by their first number. */
    private static Intervals merge(long[] pairs) {
        Collector merged = new Collector(pairs.length);
        for (int i = 0; i < pairs.length; i += 2) {
            merged.add(pairs[i], pairs[i + 1]);
        }
        return merged.intervals();
    }

    /** Takes intervals by ascending start; drops empty ones and joins those that overlap or touch. */
    private static final class Collector {

        private final long[] collected;
        private int length;

        Collector(int capacity) {
            this.collected = new long[capacity];
        }

        void add(long first, long last) {
            if (first > last) {
                return;
            }
            if (length > 0 && first <= collected[length - 1] + 1) {
                collected[length - 1] = Math.max(collected[length - 1], last);
                return;
            }
            collected[length++] = first;
            collected[length++] = last;
        }

        Intervals intervals() {
            return length == 0 ? NONE : new Intervals(Arrays.copyOf(collected, length));
        }
    }
}
