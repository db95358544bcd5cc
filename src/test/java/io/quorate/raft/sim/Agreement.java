package io.quorate.raft.sim;

import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.membership.Configuration;
import java.util.List;
import java.util.Optional;

/** Whether all members of the group have the same state, with nothing left to do. */
final class Agreement {

    private final World world;

    Agreement(World world) {
        this.world = world;
    }

    boolean isReached() {
        Optional<Replica> leader = world.machines().stream()
                .flatMap(machine -> machine.replica().stream())
                .filter(Replica::holdsLease)
                .findFirst();
        return leader.isPresent()
                && leader.get().state().configuration().stream()
                        .flatMap(configuration -> members(configuration).stream())
                        .allMatch(node -> equal(node, leader.get()));
    }

    private List<Machine> members(Configuration configuration) {
        return world.machines().stream()
                .filter(machine -> configuration
                        .member(machine.id())
                        .filter(member -> member.is(machine.id(), machine.incarnation()))
                        .isPresent())
                .toList();
    }

    private static boolean equal(Machine machine, Replica leader) {
        return machine.replica()
                .filter(replica ->
                        replica.application().index() == leader.state().log().lastIndex()
                                && replica.application().store().hash()
                                        == leader.application().store().hash())
                .isPresent();
    }

    /** Where each node is. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Machine machine : world.machines()) {
            text.append('\n').append(machine.id());
            machine.replica().ifPresentOrElse(replica -> text.append(describe(replica)), () -> text.append(" down"));
        }
        return text.toString();
    }

    private static String describe(Replica replica) {
        RaftState state = replica.state();
        return " " + state.role() + " term " + state.term() + " leader " + state.leader() + " commit "
                + state.commitIndex() + " applied " + replica.application().index() + " " + state.log() + " snapshot "
                + state.snapshot() + " group of " + state.configurationIndex() + ": "
                + state.configuration().stream()
                        .flatMap(configuration -> configuration.members().stream())
                        .map(member -> member.id()
                                + (member.isVoter() ? "" : " learner")
                                + (member.incarnation().isEmpty() ? " unbound" : ""))
                        .toList();
    }
}
