package io.quorate.model;

import java.time.Duration;

/**
 * Semi-synchronous replication as a server reports it, whichever of the two name families its plugin uses.
 *
 * @param isAvailable whether the plugins of both sides are loaded
 * @param sourceEnabled asked to wait for acknowledgements
 * @param sourceActive really waiting: false after a time-out made it fall back
 * @param sourceTimeout how long a commit waits before falling back
 * @param waitForReplicas how many acknowledgements a commit needs; 1 on MariaDB
 * @param sourceClients semi-synchronous replicas connected now
 * @param replicaEnabled asked to acknowledge
 * @param replicaActive really acknowledging
 * @param priority what {@code DetectSemiSyncEnforcedQuery} says; 0 means asynchronous
 */
public record SemiSync(
        boolean isAvailable,
        boolean sourceEnabled,
        boolean sourceActive,
        Duration sourceTimeout,
        int waitForReplicas,
        int sourceClients,
        boolean replicaEnabled,
        boolean replicaActive,
        int priority) {

    public static final SemiSync NONE = new SemiSync(false, false, false, Duration.ZERO, 0, 0, false, false, 0);

    public SemiSync withPriority(int newPriority) {
        return new SemiSync(
                isAvailable,
                sourceEnabled,
                sourceActive,
                sourceTimeout,
                waitForReplicas,
                sourceClients,
                replicaEnabled,
                replicaActive,
                newPriority);
    }
}
