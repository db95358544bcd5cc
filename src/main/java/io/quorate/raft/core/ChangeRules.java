package io.quorate.raft.core;

import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.MembershipChange.AddLearner;
import io.quorate.raft.core.membership.MembershipChange.Bind;
import io.quorate.raft.core.membership.MembershipChange.Prefer;
import io.quorate.raft.core.membership.MembershipChange.Promote;
import io.quorate.raft.core.membership.MembershipChange.Relabel;
import io.quorate.raft.core.membership.MembershipChange.Remove;
import io.quorate.raft.core.membership.MembershipChange.Replace;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import java.util.Optional;

/** What a change of the group would lead to, or why it must not be (thesis §4.1, §4.2). */
final class ChangeRules {

    private ChangeRules() {}

    /** What becomes of a wish. */
    sealed interface Plan {}

    record Next(Configuration configuration) implements Plan {}

    record Refusal(String reason) implements Plan {}

    static Plan plan(Step step, MembershipChange change) {
        Configuration now = step.state.configuration().orElseThrow();
        Optional<Member> known = now.member(change.node());
        if (change instanceof AddLearner add) {
            return known.isEmpty()
                    ? new Next(now.with(add.learner().with(Suffrage.LEARNER)))
                    : new Refusal(change.node() + " is a member already; replace it if its disk is another");
        }
        if (known.isEmpty()) {
            return new Refusal(change.node() + " is not a member");
        }
        Member member = known.get();
        if (change instanceof Promote) {
            return promote(step, now, member);
        }
        if (change instanceof Remove) {
            return remove(step, now, member);
        }
        if (change instanceof Replace replace) {
            return replace(step, now, member, replace);
        }
        if (change instanceof Bind bind) {
            return member.incarnation().isEmpty()
                    ? new Next(now.with(member.with(bind.incarnation())))
                    : new Refusal(change.node() + " is bound to a disk already; replace it if it has another");
        }
        if (change instanceof Relabel relabel) {
            return new Next(now.with(member.withLabels(relabel.labels())));
        }
        return new Next(now.with(member.withPriority(((Prefer) change).priority())));
    }

    private static Plan promote(Step step, Configuration now, Member member) {
        if (member.isVoter()) {
            return new Refusal(member.id() + " is a voter already");
        }
        Progress progress = step.leading().peers.get(member.id());
        if (progress == null || !progress.isOf(member) || !isActive(step, member)) {
            return new Refusal(member.id() + " has not been heard within an election timeout");
        }
        if (!progress.catchUp.isCaughtUp(step.now, step.times.election())) {
            return new Refusal(member.id() + " lags: it has " + progress.match + " of "
                    + step.state.log().lastIndex() + " entries");
        }
        return ifActive(step, now.with(member.with(Suffrage.VOTER)));
    }

    private static Plan remove(Step step, Configuration now, Member member) {
        Configuration next = now.without(member.id());
        if (next.voters().isEmpty()) {
            return new Refusal(member.id() + " is the last voter");
        }
        return member.isVoter() ? ifActive(step, next) : new Next(next);
    }

    /** The old disk goes and the new one learns: for the voters that is a removal. */
    private static Plan replace(Step step, Configuration now, Member member, Replace change) {
        if (member.incarnation().equals(Optional.of(change.incarnation()))) {
            return new Refusal(member.id() + " is bound to that disk already");
        }
        if (member.id().equals(step.self)) {
            return new Refusal("this node leads with the disk it has");
        }
        Configuration next = now.with(member.with(change.incarnation()).with(Suffrage.LEARNER));
        if (next.voters().isEmpty()) {
            return new Refusal(member.id() + " is the last voter");
        }
        return member.isVoter() ? ifActive(step, next) : new Next(next);
    }

    /** A change after which no majority would answer is one too many. */
    private static Plan ifActive(Step step, Configuration next) {
        if (next.isMajority(member -> isActive(step, member))) {
            return new Next(next);
        }
        return new Refusal("afterwards only "
                + next.voters().stream()
                        .filter(m -> isActive(step, m))
                        .map(Member::id)
                        .map(NodeId::text)
                        .toList()
                + " of " + next.voters().size() + " voters would be there");
    }

    private static boolean isActive(Step step, Member member) {
        Progress progress = step.leading().peers.get(member.id());
        return step.isSelf(member)
                || (progress != null && progress.isOf(member) && progress.heardWithin(step.times.election(), step.now));
    }
}
