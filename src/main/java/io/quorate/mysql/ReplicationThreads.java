package io.quorate.mysql;

/** Which of a channel's threads a statement is about. */
public enum ReplicationThreads {
    BOTH,
    /** The one that fetches from the source. */
    IO,
    /** The one that executes. */
    SQL
}
