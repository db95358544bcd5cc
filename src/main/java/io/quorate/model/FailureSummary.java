package io.quorate.model;

import java.util.List;

/**
 * What a diagnosis said at the moment it was registered, in the form that histories keep.
 *
 * @param analysis the diagnosis code under the name old clients match on, e.g. {@code DeadMaster}
 * @param description one sentence for people
 * @param evidence what the diagnosis rested on, one sentence each
 * @param clusterName the replication cluster's name at that time
 * @param replicas the direct replicas at that time
 * @param commandHint {@code ""} for a diagnosis by analysis; else the operator's command, e.g. {@code
 *     force-master-failover}
 */
public record FailureSummary(
        InstanceKey key,
        String analysis,
        String description,
        List<String> evidence,
        String clusterName,
        String clusterAlias,
        String clusterDomain,
        boolean isPrimary,
        boolean isCoPrimary,
        List<InstanceKey> replicas,
        String commandHint) {

    public FailureSummary {
        evidence = List.copyOf(evidence);
        replicas = List.copyOf(replicas);
    }
}
