package io.quorate.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A failure that was noticed and registered: hooks ran for it once.
 *
 * @param id counts up from 1, the same on every node
 * @param isActionable whether a recovery could follow
 * @param node the node that noticed
 * @param activeUntil until when the same failure is not registered again
 * @param recoveryUid the recovery that followed; empty when none did
 */
public record DetectionRecord(
        long id,
        FailureSummary failure,
        boolean isActionable,
        String node,
        Instant startedAt,
        Instant activeUntil,
        Optional<String> recoveryUid) {

    public boolean isActiveAt(Instant now) {
        return now.isBefore(activeUntil);
    }

    public DetectionRecord endedAt(Instant end) {
        Instant until = end.isBefore(activeUntil) ? end : activeUntil;
        return new DetectionRecord(id, failure, isActionable, node, startedAt, until, recoveryUid);
    }

    public DetectionRecord followedBy(String uid) {
        return new DetectionRecord(id, failure, isActionable, node, startedAt, activeUntil, Optional.of(uid));
    }
}
