package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.util.Optional;

/**
 * What a plan is made for.
 *
 * @param topology the replication cluster as seen when the failure was diagnosed
 * @param failed its dead primary; a member of the topology
 * @param designated whom an operator wants promoted; empty to let the rules decide
 */
public record PrimaryFailure(Topology topology, InstanceKey failed, Optional<InstanceKey> designated) {

    public PrimaryFailure {
        if (topology.member(failed).isEmpty()) {
            throw new IllegalArgumentException(failed + " is not in the cluster " + topology.name());
        }
    }

    Member failedMember() {
        return topology.member(failed).orElseThrow();
    }
}
