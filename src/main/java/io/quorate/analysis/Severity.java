package io.quorate.analysis;

/** How urgent a diagnosis is for a person. The old API has no such field. */
public enum Severity {
    /** Writes are impossible, or replicas have lost their way to new data. */
    CRITICAL,
    /** Something does not work, the service goes on. */
    WARNING,
    /** Worth knowing. */
    NOTICE,
    NONE
}
