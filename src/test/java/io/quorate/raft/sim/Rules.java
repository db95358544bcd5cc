package io.quorate.raft.sim;

import io.quorate.raft.core.Input;
import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.SnapshotMeta;

/** The promises of Raft, checked by somebody who sees all machines at once, at the moment something happens. */
final class Rules {

    private final PromiseRules promises;
    private final ElectionRules elections;
    private final LeaseRules leases;
    private final LogRules logs;
    private final CommitRules commits;
    private final MembershipRules memberships;
    private final StateRules states;

    Rules(World world) {
        promises = new PromiseRules();
        elections = new ElectionRules();
        leases = new LeaseRules(world);
        logs = new LogRules();
        commits = new CommitRules(world);
        memberships = new MembershipRules();
        states = new StateRules(commits);
    }

    StateRules states() {
        return states;
    }

    CommitRules commits() {
        return commits;
    }

    void started(Machine machine, RaftState state) {
        promises.started(machine, state);
        leases.started(machine);
    }

    void stepped(Machine machine, RaftState before, RaftState after, Input input, Output output) {
        elections.stepped(machine, before, after);
        leases.stepped(machine, before, after, input, output);
        logs.stepped(machine, before, after, output);
        memberships.stepped(machine, before, after, output);
        commits.stepped(machine, before, after);
    }

    void sent(Machine machine, Output.Outbound outbound) {
        promises.sent(machine, outbound);
        elections.sent(machine, outbound);
    }

    void durable(Machine machine, DurableState before, DurableState after) {
        promises.durable(machine, before, after);
    }

    void applied(
            Machine machine, long indexBefore, Entry entry, RegisterStore store, String answer, boolean firstEffect) {
        states.applied(machine, indexBefore, entry, store, answer, firstEffect);
    }

    void restored(Machine machine, SnapshotMeta meta, RegisterStore store) {
        states.restored(machine, meta, store);
    }

    /** Between two events. */
    void afterEvent() {
        leases.afterEvent();
    }
}
