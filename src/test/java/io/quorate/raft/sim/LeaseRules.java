package io.quorate.raft.sim;

import io.quorate.raft.core.Input;
import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.SnapshotChunk;
import io.quorate.raft.core.message.VoteRequest;
import io.quorate.raft.core.message.VoteResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * At no instant do two nodes say that they lead; and what that rests on: a voter that hears a leader, or has just
 * started, gives no other one its vote for an election timeout (thesis §4.2.3, §6.4.1).
 */
final class LeaseRules {

    /** By the voter's own clock. */
    private final Map<NodeId, Long> loyalSince = new HashMap<>();

    private final World world;

    LeaseRules(World world) {
        this.world = world;
    }

    void started(Machine machine) {
        loyalSince.put(machine.id(), machine.clock().nanos());
    }

    void stepped(Machine machine, RaftState before, RaftState after, Input input, Output output) {
        if (!(input instanceof Input.Received received)) {
            return;
        }
        if (received.message() instanceof VoteRequest request
                && request.transfer().isEmpty()) {
            output.sendNow().forEach(outbound -> answered(machine, outbound));
            output.sendAfter().forEach(outbound -> answered(machine, outbound));
        } else if (isLeaderTalking(received, after)) {
            loyalSince.put(machine.id(), machine.clock().nanos());
        }
    }

    private static boolean isLeaderTalking(Input.Received received, RaftState after) {
        boolean talks = received.message() instanceof AppendRequest || received.message() instanceof SnapshotChunk;
        return talks && received.message().term() == after.term();
    }

    private void answered(Machine machine, Output.Outbound outbound) {
        if (outbound.message() instanceof VoteResponse vote && vote.granted()) {
            long silence = machine.clock().nanos() - loyalSince.getOrDefault(machine.id(), 0L);
            SimulationFailure.unless(
                    silence >= Plan.ELECTION_TIMEOUT.toNanos(),
                    "voters are loyal",
                    () -> machine.id() + " answers " + vote + " to " + outbound.to() + " " + silence / Schedule.MILLI
                            + " ms after it heard a leader or started");
        }
    }

    void afterEvent() {
        NodeId holder = null;
        for (Machine machine : world.machines()) {
            if (machine.isRunning()
                    && machine.replica().filter(Replica::holdsLease).isPresent()) {
                NodeId other = holder;
                SimulationFailure.unless(
                        other == null,
                        "one lease at a time",
                        () -> machine.id() + " and " + other + " both say that they lead");
                holder = machine.id();
            }
        }
    }
}
