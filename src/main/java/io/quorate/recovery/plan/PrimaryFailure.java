package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ThreadState;
import io.quorate.model.Topology;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan is made for.
 *
 * @param topology the replication cluster as seen when the failure was diagnosed
 * @param failed its dead primary; a member of the topology
 * @param designated whom an operator wants promoted; empty to let the rules decide
 * @param seen replicas that were looked at once more since then, before anything was changed; may be empty
 * @param cutOff replicas that a recovery which was broken off has stopped: no operator did
 */
public record PrimaryFailure(
        Topology topology,
        InstanceKey failed,
        Optional<InstanceKey> designated,
        Map<InstanceKey, Reading> seen,
        Set<InstanceKey> cutOff) {

    public PrimaryFailure {
        seen = Map.copyOf(seen);
        cutOff = Set.copyOf(cutOff);
        if (topology.member(failed).isEmpty()) {
            throw new IllegalArgumentException(failed + " is not in the cluster " + topology.name());
        }
    }

    /** Of replicas that were not looked at since the diagnosis. */
    public PrimaryFailure(Topology topology, InstanceKey failed, Optional<InstanceKey> designated) {
        this(topology, failed, designated, Map.of(), Set.of());
    }

    /** The same, some replicas having been stopped by a recovery before this one. */
    public PrimaryFailure withCutOff(Collection<InstanceKey> replicas) {
        return new PrimaryFailure(topology, failed, designated, seen, Set.copyOf(replicas));
    }

    /** The same after another look at the replicas. */
    public PrimaryFailure seenAnew(Map<InstanceKey, Reading> readings) {
        return new PrimaryFailure(topology, failed, designated, readings, cutOff);
    }

    Member failedMember() {
        return topology.member(failed).orElseThrow();
    }

    /** What was last read of a replica. */
    Reading latest(Instance replica) {
        return seen.getOrDefault(replica.key(), Reading.of(replica));
    }

    /**
     * Whether an operator has stopped the replica, by the latest look. An I/O thread that alone has stopped since the
     * diagnosis was not stopped by an operator: that is a replica being made to connect anew.
     */
    boolean isStopped(Instance replica, ReplicationChannel link) {
        if (cutOff.contains(replica.key())) {
            return false;
        }
        ReplicationChannel now = latest(replica).channel(link);
        boolean isSure = link.isStoppedByOperator() || now.sqlThread() == ThreadState.STOPPED;
        return now.isStoppedByOperator() && isSure;
    }

    /**
     * The replica that proves the primary alive: its I/O thread was not connected when the failure was diagnosed, and is
     * now. One that was connected all along proves nothing, since it may not have noticed yet.
     */
    public Optional<InstanceKey> reconnected() {
        return Orphans.reachable(topology, failed).stream()
                .filter(member -> member.instance().map(this::isReconnected).orElse(false))
                .map(Member::key)
                .findFirst();
    }

    private boolean isReconnected(Instance replica) {
        return replica.channel()
                .filter(link -> !link.ioThread().isRunning())
                .map(link -> latest(replica).channel(link))
                .filter(now -> now.ioThread().isRunning() && now.source().equals(failed))
                .isPresent();
    }
}
