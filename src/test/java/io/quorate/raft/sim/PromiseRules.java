package io.quorate.raft.sim;

import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendResponse;
import io.quorate.raft.core.message.Message;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.VoteRequest;
import io.quorate.raft.core.message.VoteResponse;
import java.util.Optional;

/** What leaves a node rests on its disk, and what its disk says never falls back (§5.1, figure 2). */
final class PromiseRules {

    void started(Machine machine, RaftState state) {
        DurableState durable = machine.disk().durable();
        SimulationFailure.unless(
                state.term() == durable.term() && state.votedFor().equals(durable.votedFor()),
                "a restart forgets nothing",
                () -> machine.id() + " starts with term " + state.term() + " and vote " + state.votedFor()
                        + ", its disk has term " + durable.term() + " and vote " + durable.votedFor());
        SimulationFailure.unless(
                state.log().lastIndex() == durable.log().lastIndex()
                        && state.log().lastTerm() == durable.log().lastTerm(),
                "a restart forgets nothing",
                () -> machine.id() + " starts with another log than its disk has");
    }

    void durable(Machine machine, DurableState before, DurableState after) {
        SimulationFailure.unless(
                after.term() >= before.term(),
                "terms never fall",
                () -> machine.id() + " had term " + before.term() + " on disk, now " + after.term());
        SimulationFailure.unless(
                after.snapshotIndex() >= before.snapshotIndex(),
                "snapshots never go back",
                () -> machine.id() + " had a snapshot of " + before.snapshotIndex() + ", now " + after.snapshotIndex());
    }

    void sent(Machine machine, Output.Outbound outbound) {
        Message message = outbound.message();
        if (message instanceof VoteResponse vote && vote.granted() && !vote.preVote()) {
            requireVote(machine, vote.term(), outbound.to(), message);
        } else if (message instanceof VoteRequest request && !request.preVote()) {
            requireVote(machine, request.term(), machine.id(), message);
        } else if (message instanceof AppendResponse response && response.accepted()) {
            requireEntries(machine, response.term(), response.index(), message);
        } else if (message instanceof SnapshotAck ack && ack.installed()) {
            requireEntries(machine, ack.term(), ack.snapshotIndex(), message);
        }
    }

    private static void requireVote(Machine machine, long term, NodeId candidate, Message message) {
        DurableState durable = machine.disk().durable();
        boolean later = durable.term() > term;
        boolean same = durable.term() == term && durable.votedFor().equals(Optional.of(candidate));
        require(later || same, machine, message, durable);
    }

    private static void requireEntries(Machine machine, long term, long index, Message message) {
        DurableState durable = machine.disk().durable();
        boolean later = durable.term() > term;
        require(later || (durable.term() == term && durable.log().lastIndex() >= index), machine, message, durable);
    }

    private static void require(boolean holds, Machine machine, Message message, DurableState durable) {
        SimulationFailure.unless(
                holds,
                "nothing is promised before it is durable",
                () -> machine.id() + " sends " + message + " with term " + durable.term() + ", vote "
                        + durable.votedFor() + " and " + durable.log() + " on its disk");
    }
}
