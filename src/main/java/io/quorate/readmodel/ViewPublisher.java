package io.quorate.readmodel;

import io.quorate.model.Topology;

/** The side of the read model that supervisors write to. May be called from any thread; never blocks for long. */
public interface ViewPublisher {

    /** Replaces what is seen of the cluster that bears the topology's name. */
    void publish(Topology topology);

    /** The cluster is gone, or has another name now. */
    void withdraw(String clusterName);

    /** An automatic recovery was refused because of an earlier one. */
    void recoveryBlocked(BlockedRecovery blocked);
}
