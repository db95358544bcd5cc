package io.quorate.raft.sim;

import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.Role;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The group changes by one voter at a time, so that any two majorities in force share a node (thesis §4.1). */
final class MembershipRules {

    void stepped(Machine machine, RaftState before, RaftState after, Output output) {
        for (Write write : output.writes()) {
            if (write instanceof Write.Splice splice) {
                spliced(machine, before, after, splice);
            }
        }
    }

    private static void spliced(Machine machine, RaftState before, RaftState after, Write.Splice splice) {
        for (Entry entry : splice.entries()) {
            if (entry.content() instanceof Entry.Membership membership) {
                SimulationFailure.unless(
                        after.configurationIndex() >= entry.index(),
                        "a configuration is in force once it is in the log",
                        () -> machine.id() + " has " + entry + " in its log and goes by the one of "
                                + after.configurationIndex());
                if (entry.term() == after.term() && after.role() == Role.LEADER && entry.index() > 1) {
                    begun(machine, before, membership.configuration());
                }
            }
        }
        if (after.configurationIndex() > 0 && after.log().contains(after.configurationIndex())) {
            SimulationFailure.unless(
                    after.log().entry(after.configurationIndex()).content() instanceof Entry.Membership membership
                            && membership.configuration().equals(inForce(after)),
                    "a configuration that was cut off is no longer in force",
                    () -> machine.id() + " goes by a configuration of " + after.configurationIndex()
                            + " that is not in its log");
        }
    }

    private static void begun(Machine machine, RaftState before, Configuration next) {
        SimulationFailure.unless(
                before.configurationIndex() <= before.commitIndex(),
                "one change at a time",
                () -> machine.id() + " changes the group while the change of " + before.configurationIndex()
                        + " is not committed");
        SimulationFailure.unless(
                before.log().termAt(before.commitIndex()).orElse(0) == before.term(),
                "no change before an own entry is committed",
                () -> machine.id() + " changes the group in term " + before.term()
                        + " before it has committed an entry of it");
        Set<NodeId> changed = new HashSet<>(voters(inForce(before)));
        Set<NodeId> kept = new HashSet<>(voters(next));
        Set<NodeId> old = voters(inForce(before));
        changed.removeAll(kept);
        kept.removeAll(old);
        SimulationFailure.unless(
                changed.size() + kept.size() <= 1,
                "majorities overlap",
                () -> machine.id() + " goes from " + inForce(before) + " to " + next + " in one step");
    }

    private static Set<NodeId> voters(Configuration configuration) {
        return configuration.voters().stream().map(Member::id).collect(Collectors.toSet());
    }

    private static Configuration inForce(RaftState state) {
        return state.configuration().orElseThrow();
    }
}
