package io.quorate.supervision;

import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.statemachine.ClusterState;

/** Holds the topology of one replication cluster. */
public final class Supervisor {

    private Supervisor() {}

    /** What a supervisor is told. */
    public sealed interface Command {}

    /** A server of the cluster was observed. */
    record Seen(Observation observation) implements Command {}

    /** A server is no longer part of the cluster. */
    record Left(InstanceKey key) implements Command {}

    /** The replicated state has changed. */
    record StateApplied(ClusterState state) implements Command {}
}
