package io.quorate.raft.sim;

import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.Role;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.VoteRequest;
import io.quorate.raft.core.message.VoteResponse;
import java.util.HashMap;
import java.util.Map;

/** At most one leader per term (§5.2), and one vote per voter and term, over all restarts. */
final class ElectionRules {

    private record Voter(NodeId id, Incarnation life, long term) {}

    private final Map<Long, NodeId> leaders = new HashMap<>();
    private final Map<Voter, NodeId> votes = new HashMap<>();

    void stepped(Machine machine, RaftState before, RaftState after) {
        SimulationFailure.unless(
                after.term() >= before.term(),
                "terms never fall",
                () -> machine.id() + " goes from term " + before.term() + " to " + after.term());
        if (after.role() == Role.LEADER) {
            leads(machine, after.term());
            if (before.role() != Role.LEADER || before.term() != after.term()) {
                isElected(machine, after);
            }
        }
    }

    private void leads(Machine machine, long term) {
        NodeId other = leaders.putIfAbsent(term, machine.id());
        SimulationFailure.unless(
                other == null || other.equals(machine.id()),
                "one leader per term",
                () -> machine.id() + " leads in term " + term + ", in which " + other + " did");
    }

    /** By the voters that the configuration names, in the lives that it names. */
    private void isElected(Machine machine, RaftState leader) {
        Configuration configuration = leader.configuration().orElseThrow();
        SimulationFailure.unless(
                configuration.isMajority(member -> member.incarnation()
                        .map(life -> votes.get(new Voter(member.id(), life, leader.term())))
                        .filter(machine.id()::equals)
                        .isPresent()),
                "a majority elects",
                () -> machine.id() + " leads in term " + leader.term() + " without the votes of a majority of "
                        + configuration);
    }

    void sent(Machine machine, Output.Outbound outbound) {
        if (outbound.message() instanceof VoteResponse vote && vote.granted() && !vote.preVote()) {
            votes(machine, vote.term(), outbound.to());
        } else if (outbound.message() instanceof VoteRequest request && !request.preVote()) {
            votes(machine, request.term(), machine.id());
        } else if (outbound.message() instanceof AppendRequest append) {
            leads(machine, append.term());
        }
    }

    private void votes(Machine machine, long term, NodeId candidate) {
        NodeId other = votes.putIfAbsent(new Voter(machine.id(), machine.incarnation(), term), candidate);
        SimulationFailure.unless(
                other == null || other.equals(candidate),
                "one vote per term",
                () -> machine.id() + " votes for " + candidate + " in term " + term + " after it did for " + other);
    }
}
