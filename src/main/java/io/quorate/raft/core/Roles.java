package io.quorate.raft.core;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The moves between follower, candidate and leader (figure 4). */
final class Roles {

    private Roles() {}

    /**
     * Follows in this term, or in its own if that is the same (§5.1).
     *
     * @param leader empty when only the term is known
     */
    static void follow(Step step, long term, Optional<NodeId> leader, String why) {
        Draft state = step.state;
        boolean wasLeader = step.isLeader();
        if (term > state.term()) {
            step.write(new Write.HardState(term, Optional.empty()));
        }
        if (wasLeader) {
            abandon(step);
            step.drawElectionDeadline();
        }
        if (state.role != Role.FOLLOWER || !state.leader.equals(leader)) {
            step.out.why = why;
        }
        state.role = Role.FOLLOWER;
        state.leader = leader;
        state.votes.clear();
        state.campaignRound = OptionalLong.empty();
    }

    /** A leader stops leading without having been told of a later term (thesis §6.2). */
    static void resign(Step step, String why) {
        follow(step, step.state.term(), Optional.empty(), why);
    }

    /** Won: the first entry of the new term tells everybody and, once committed, commits all before it (§5.4.2, §8). */
    static void lead(Step step, String why) {
        Draft state = step.state;
        boolean founds = state.configurations.latest().isEmpty();
        Entry.Content first = founds ? new Entry.Membership(state.founding.orElseThrow()) : new Entry.NoOp();
        Leading leading = new Leading(state.log().lastIndex() + 1, step.now);
        state.role = Role.LEADER;
        state.leader = Optional.of(step.self);
        state.leading = Optional.of(leading);
        state.votes.clear();
        state.campaignRound = OptionalLong.empty();
        step.out.why = why;
        leading.nextPreferenceAt = step.now + Transfers.PATIENCE * step.times.election();
        Replication.admitPeers(step);
        append(step, first);
        Heartbeats.begin(step);
    }

    /** One entry of the leader's own. */
    static Entry append(Step step, Entry.Content content) {
        Draft state = step.state;
        Entry entry = new Entry(state.log().lastIndex() + 1, state.term(), state.stored.lastStampMillis(), content);
        step.write(new Write.Splice(entry.index(), List.of(entry)));
        return entry;
    }

    private static void abandon(Step step) {
        Reads.abandon(step);
        Changes.abandon(step);
        step.leading().peers.forEach((id, progress) -> {
            if (progress.mode == Progress.Mode.SNAPSHOT) {
                step.out.stopSnapshot.add(id);
            }
        });
        step.state.leading = Optional.empty();
    }
}
