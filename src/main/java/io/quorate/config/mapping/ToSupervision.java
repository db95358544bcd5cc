package io.quorate.config.mapping;

import io.quorate.config.Configuration;
import io.quorate.supervision.DiscoverySettings;
import java.time.Duration;

/** What is discovered and how long it is remembered. */
public final class ToSupervision {

    /** How many poll periods a forgotten server stays away, as it did in the old systems. */
    private static final int FORGOTTEN_PERIODS = 3;

    private ToSupervision() {}

    public static DiscoverySettings discovery(Configuration c) {
        Duration poll = c.duration("InstancePollSeconds");
        return new DiscoverySettings(
                c.patterns("DiscoveryIgnoreHostnameFilters"),
                c.patterns("DiscoveryIgnoreMasterHostnameFilters"),
                c.patterns("DiscoveryIgnoreReplicaHostnameFilters"),
                c.duration("UnseenInstanceForgetHours"),
                poll.multipliedBy(FORGOTTEN_PERIODS));
    }
}
