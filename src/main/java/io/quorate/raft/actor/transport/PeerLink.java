package io.quorate.raft.actor.transport;

/**
 * How much may be on its way to one node: a window of messages since it was last heard, and to a node that is silent one
 * message per heartbeat, since all that is sent to it piles up in the sockets and arrives in bulk when it is back. Not
 * thread-safe.
 */
public final class PeerLink {

    /** Messages sent since the peer was last heard; below what Artery queues. */
    private static final int WINDOW = 2_000;

    private final long silentAfterNanos;
    private final long probeEveryNanos;
    private boolean heardEver;
    private long heardAtNanos;
    private boolean probedEver;
    private long probedAtNanos;
    private int unanswered;
    private long dropped;

    /**
     * @param silentAfterNanos without a message from it: one election timeout
     * @param probeEveryNanos one heartbeat interval
     */
    public PeerLink(long silentAfterNanos, long probeEveryNanos) {
        this.silentAfterNanos = silentAfterNanos;
        this.probeEveryNanos = probeEveryNanos;
    }

    /** Something came from it. */
    public void heard(long nowNanos) {
        heardEver = true;
        heardAtNanos = nowNanos;
        unanswered = 0;
    }

    /** Whether a message may be sent now; the sender must do so then. */
    public boolean admits(long nowNanos) {
        boolean silent = !heardEver || nowNanos - heardAtNanos > silentAfterNanos;
        boolean admitted;
        if (silent) {
            admitted = !probedEver || nowNanos - probedAtNanos >= probeEveryNanos;
        } else {
            admitted = unanswered < WINDOW;
        }
        if (!admitted) {
            dropped++;
            return false;
        }
        probedEver = true;
        probedAtNanos = nowNanos;
        unanswered++;
        return true;
    }

    /** Whether it was heard within the last election timeout. */
    public boolean isActive(long nowNanos) {
        return heardEver && nowNanos - heardAtNanos <= silentAfterNanos;
    }

    /** Messages that were not sent. */
    public long dropped() {
        return dropped;
    }
}
