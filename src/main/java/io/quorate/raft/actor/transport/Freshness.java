package io.quorate.raft.actor.transport;

import java.time.Duration;

/**
 * Tells late messages of one sender's connection. The two clocks are not compared: the fastest message in a while shows
 * how far they are apart, and whatever took longer by more than the limit is late. What was overtaken by a later message
 * is late, too. (After a partition heals, TCP delivers what was queued before, up to minutes old.) Not thread-safe.
 */
public final class Freshness {

    /** The fastest message is looked for anew after this long, so that drifting clocks do no harm. */
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private final long limitNanos;
    private long connection;
    private long lastSequence;
    private boolean begun;
    private long windowBegan;
    private long fastest;
    private long fastestBefore;

    public Freshness(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** Whether the message may be delivered. */
    public boolean accept(WireMessage.Header header, long nowNanos) {
        long offset = nowNanos - header.sentNanos();
        if (!begun || header.connection() != connection) {
            begin(header.connection(), offset, nowNanos);
        } else if (header.sequence() <= lastSequence) {
            return false;
        }
        lastSequence = header.sequence();
        if (nowNanos - windowBegan > WINDOW_NANOS) {
            windowBegan = nowNanos;
            fastestBefore = fastest;
            fastest = Long.MAX_VALUE;
        }
        long best = Math.min(fastest, fastestBefore);
        boolean late = best != Long.MAX_VALUE && offset - best > limitNanos;
        fastest = Math.min(fastest, offset);
        return !late;
    }

    private void begin(long newConnection, long offset, long nowNanos) {
        begun = true;
        connection = newConnection;
        lastSequence = Long.MIN_VALUE;
        windowBegan = nowNanos;
        fastest = offset;
        fastestBefore = Long.MAX_VALUE;
    }
}
