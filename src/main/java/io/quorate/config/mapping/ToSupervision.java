package io.quorate.config.mapping;

import io.quorate.config.Configuration;
import io.quorate.supervision.DiscoverySettings;
import io.quorate.supervision.Housekeeping;

/** What is discovered, and what is tidied up. */
public final class ToSupervision {

    private ToSupervision() {}

    public static DiscoverySettings discovery(Configuration c) {
        return new DiscoverySettings(
                c.patterns("DiscoveryIgnoreHostnameFilters"),
                c.patterns("DiscoveryIgnoreMasterHostnameFilters"),
                c.patterns("DiscoveryIgnoreReplicaHostnameFilters"),
                c.patterns("DiscoveryIgnoreReplicationUsernameFilters"));
    }

    public static Housekeeping housekeeping(Configuration c) {
        return new Housekeeping(
                c.duration("UnseenInstanceForgetHours"),
                c.duration("CandidateInstanceExpireMinutes"),
                c.duration("AuditPurgeDays"));
    }
}
