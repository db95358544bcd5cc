package io.quorate.model;

import java.time.Duration;

/**
 * From when on a server's state counts as a problem; the operator's settings, the same for all servers.
 *
 * @param pollPeriod how often a server is probed ({@code InstancePollSeconds})
 * @param reasonableLag lag beyond it is a problem ({@code ReasonableReplicationLagSeconds})
 * @param maintenanceLag lag beyond it forbids classic moves ({@code ReasonableMaintenanceReplicationLagSeconds})
 */
public record Thresholds(Duration pollPeriod, Duration reasonableLag, Duration maintenanceLag) {

    /** As configured where nothing is said: 5, 10 and 20 seconds. */
    public static final Thresholds DEFAULTS =
            new Thresholds(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

    /** A server that was not probed for so long is no longer recently checked: five periods. */
    public Duration recentCheck() {
        return pollPeriod.multipliedBy(5);
    }
}
