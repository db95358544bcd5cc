package io.quorate.app;

import io.quorate.log.Group;
import io.quorate.log.Leadership;
import io.quorate.log.ReplicatedLog;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Outcome;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The log as those see it who change servers: this node leads only while no other can. A leader that was paused, or cut
 * off, finds out at its next look at the clock, before it does anything.
 */
final class LeasedLog implements ReplicatedLog {

    private final ReplicatedLog log;
    private final Group group;

    LeasedLog(ReplicatedLog log, Group group) {
        this.log = log;
        this.group = group;
    }

    @Override
    public CompletionStage<Outcome> propose(Change change) {
        return log.propose(change);
    }

    @Override
    public CompletionStage<Outcome> propose(Change change, String requestId) {
        return log.propose(change, requestId);
    }

    @Override
    public ClusterState state() {
        return log.state();
    }

    @Override
    public Leadership leadership() {
        Leadership believed = log.leadership();
        boolean leads = believed.isLeader() && group.leadsNow();
        return new Leadership(leads, believed.epoch(), believed.leader());
    }

    @Override
    public Subscription onApplied(Consumer<ClusterState> listener) {
        return log.onApplied(listener);
    }

    @Override
    public Subscription onLeadership(Consumer<Leadership> listener) {
        return log.onLeadership(listener);
    }
}
