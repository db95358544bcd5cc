package io.quorate.model;

/** What a replication thread does, as the replica reports it. */
public enum ThreadState {
    RUNNING,
    STOPPED,
    /** The I/O thread is trying to reach its source ({@code Connecting}), or is between two states. */
    CONNECTING;

    public boolean isRunning() {
        return this == RUNNING;
    }
}
