package io.quorate.analysis;

/**
 * What one replica says about whether its source lives. Only what it says about the time since the source began to
 * fail counts: a replica that was looked at before knows nothing of it.
 */
public enum Testimony {
    /** Its I/O thread tried to reach the source and could not. Evidence of a failure. */
    LOST_CONNECTION(true, "lost the connection"),
    /**
     * Its I/O thread has been trying to connect for longer than connecting takes, without an error so far: a source
     * that hangs accepts a connection and says nothing, and servers wait up to {@code replica_net_timeout} before they
     * call that an error. Evidence of a failure.
     */
    CANNOT_CONNECT(true, "cannot connect"),
    /** Its I/O thread received something new since the failure began. Evidence that the source lives. */
    RECEIVING(false, "still receiving"),
    /** Its I/O thread runs: it believes to be connected. Speaks against a failure until it has had to connect anew. */
    CONNECTED(false, "connected"),
    /** Its I/O thread is connecting, and has not had the time to fail. Undecided. */
    CONNECTING(false, "connecting"),
    /** It was not looked at since the failure began. Undecided until it is. */
    STALE(false, "not looked at since"),
    /** Somebody stopped it. It says nothing about its source. */
    STOPPED(false, "stopped by somebody"),
    /** It does not fetch because of an error of another kind. It says nothing about whether its source lives. */
    OTHER_ERROR(false, "failing for another reason"),
    /** It does not answer us either. It says nothing. */
    UNREACHABLE(false, "not answering");

    private final boolean isWitness;
    private final String words;

    Testimony(boolean isWitness, String words) {
        this.isWitness = isWitness;
        this.words = words;
    }

    /** For people, after a number: {@code 2 connected}. */
    public String words() {
        return words;
    }

    /** Whether it is evidence that the source is gone. */
    public boolean isWitness() {
        return isWitness;
    }

    /** Whether it is evidence that the source may live. */
    public boolean isContrary() {
        return this == CONNECTED || this == RECEIVING;
    }

    /** Whether a look a moment later will tell more. */
    public boolean isUndecided() {
        return this == CONNECTING || this == STALE;
    }
}
