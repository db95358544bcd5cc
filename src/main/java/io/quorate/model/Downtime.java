package io.quorate.model;

import java.time.Instant;

/**
 * An operator's (or a recovery's) word that a server's trouble is known and must not be acted upon.
 *
 * @param owner who said so
 * @param reason why; {@link #LOST_IN_RECOVERY} for servers a failover left behind
 */
public record Downtime(InstanceKey key, String owner, String reason, Instant begins, Instant ends) {

    /** The reason a recovery gives for the failed primary and for replicas it lost. */
    public static final String LOST_IN_RECOVERY = "lost-in-recovery";

    public boolean isActiveAt(Instant now) {
        return now.isBefore(ends);
    }

    public boolean isLostInRecovery() {
        return reason.equals(LOST_IN_RECOVERY);
    }
}
