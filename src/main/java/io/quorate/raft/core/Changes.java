package io.quorate.raft.core;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.membership.Configuration;
import java.util.Optional;

/**
 * Changes of the group, one server at a time (thesis §4.1). A leader begins one when the one before is committed and an
 * entry of its own term is (Ongaro's note of 2015 on a bug in single-server changes); it is in force as soon as it is in
 * the log. What makes sense at all is {@link ChangeRules}'.
 */
final class Changes {

    private Changes() {}

    static void onChange(Step step, Input.ChangeMembership wanted) {
        Optional<String> obstacle = obstacle(step);
        if (obstacle.isPresent()) {
            refuse(step, wanted.number(), obstacle.get());
            return;
        }
        ChangeRules.Plan plan = ChangeRules.plan(step, wanted.change());
        if (plan instanceof ChangeRules.Refusal refusal) {
            refuse(step, wanted.number(), refusal.reason());
        } else {
            Configuration next = ((ChangeRules.Next) plan).configuration();
            Entry entry = Roles.append(step, new Entry.Membership(next));
            step.leading().change = Optional.of(new PendingChange(wanted.number(), entry.index()));
            Replication.admitPeers(step);
            Heartbeats.confirm(step);
            Commitment.advance(step);
        }
    }

    /** Something more is committed: perhaps the configuration in force. */
    static void onCommit(Step step) {
        Draft state = step.state;
        Leading leading = step.leading();
        if (state.configurationIndex() > state.commitIndex) {
            return;
        }
        leading.change.ifPresent(change -> step.out.changes.add(new Output.ChangeAnswer.Done(change.number())));
        leading.change = Optional.empty();
        Configuration configuration = state.configuration().orElseThrow();
        dismissPeers(step, configuration);
        if (!configuration.isVoter(step.self)) {
            Heartbeats.begin(step);
            Transfers.bequeath(step);
            Roles.resign(step, "this node was removed from the group");
        }
    }

    /** Those that were removed hear that it is committed, as far as that can be done. */
    private static void dismissPeers(Step step, Configuration configuration) {
        step.leading().peers.entrySet().removeIf(peer -> {
            boolean gone = configuration.member(peer.getKey()).isEmpty();
            if (gone) {
                Replication.dismiss(step, peer.getKey(), peer.getValue());
            }
            return gone;
        });
    }

    static void abandon(Step step) {
        step.leading()
                .change
                .ifPresent(change -> step.out.changes.add(new Output.ChangeAnswer.Failed(
                        change.number(), "leadership was lost before the change was committed", true)));
        step.leading().change = Optional.empty();
    }

    private static Optional<String> obstacle(Step step) {
        Draft state = step.state;
        if (!step.isLeader()) {
            return Optional.of("this node does not lead");
        }
        if (state.transfer.isPresent()) {
            return Optional.of("leadership is being handed over");
        }
        if (state.commitIndex < step.leading().firstIndex) {
            return Optional.of("this leader has not committed an entry of its own yet");
        }
        if (state.configurationIndex() > state.commitIndex) {
            return Optional.of("the change before is not committed yet");
        }
        return Optional.empty();
    }

    private static void refuse(Step step, long number, String reason) {
        step.out.changes.add(new Output.ChangeAnswer.Failed(number, reason, false));
    }
}
