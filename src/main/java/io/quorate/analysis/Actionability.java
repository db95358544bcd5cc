package io.quorate.analysis;

import io.quorate.model.RecoveryKind;
import java.time.Instant;
import java.util.Optional;

/**
 * What may be done about a diagnosis, and why no more than that.
 *
 * @param recovery present exactly when {@link Kind#ACTIONABLE}
 * @param reason one sentence for people
 * @param reviewAt when the evidence would be sufficient if nothing changes; look again then. Empty when only a new
 *     observation can change the verdict
 */
public record Actionability(Kind kind, Optional<RecoveryKind> recovery, String reason, Optional<Instant> reviewAt) {

    /** How far one may go. */
    public enum Kind {
        /** A recovery may begin, if operators' switches and filters allow it. */
        ACTIONABLE,
        /** It is to be registered as detected, and hooks run; nothing is repaired. */
        DETECTION_ONLY,
        /** Nothing is to be done, at least not yet. */
        NONE
    }

    static Actionability actionable(RecoveryKind recovery, String reason) {
        return new Actionability(Kind.ACTIONABLE, Optional.of(recovery), reason, Optional.empty());
    }

    static Actionability detectionOnly(String reason) {
        return new Actionability(Kind.DETECTION_ONLY, Optional.empty(), reason, Optional.empty());
    }

    static Actionability none(String reason) {
        return new Actionability(Kind.NONE, Optional.empty(), reason, Optional.empty());
    }

    static Actionability notYet(String reason, Instant reviewAt) {
        return new Actionability(Kind.NONE, Optional.empty(), reason, Optional.of(reviewAt));
    }
}
