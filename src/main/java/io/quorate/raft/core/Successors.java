package io.quorate.raft.core;

import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may take over from a leader: another voter that counts and was heard lately. */
final class Successors {

    private Successors() {}

    /** The one with the longest log; of those, the one with the highest priority. Nobody on a node that does not lead. */
    static Optional<NodeId> mostAdvanced(Step step) {
        return present(step)
                .max(Comparator.comparingLong((Member member) -> progress(step, member).match)
                        .thenComparingInt(Member::priority))
                .map(Member::id);
    }

    /** The one of the highest priority, if that is above the leader's own, that has everything or nearly so. */
    static Optional<NodeId> preferred(Step step) {
        int own = step.state
                .configuration()
                .flatMap(configuration -> configuration.member(step.self))
                .map(Member::priority)
                .orElse(0);
        return present(step)
                .filter(member -> member.priority() > own)
                .filter(member -> progress(step, member).catchUp.isCaughtUp(step.now, step.times.election()))
                .max(Comparator.comparingInt(Member::priority)
                        .thenComparingLong(member -> progress(step, member).match))
                .map(Member::id);
    }

    static boolean isEligible(Step step, NodeId id) {
        return eligible(step).anyMatch(member -> member.id().equals(id));
    }

    private static Stream<Member> present(Step step) {
        return eligible(step).filter(member -> progress(step, member).heardWithin(step.times.election(), step.now));
    }

    private static Stream<Member> eligible(Step step) {
        return !step.isLeader()
                ? Stream.empty()
                : step.state.configuration().orElseThrow().voters().stream()
                        .filter(member -> !member.id().equals(step.self))
                        .filter(member -> progress(step, member).isOf(member));
    }

    private static Progress progress(Step step, Member member) {
        Progress progress = step.leading().peers.get(member.id());
        if (progress == null) {
            throw Invariants.broken(step.state, "no progress is kept of " + member.id());
        }
        return progress;
    }
}
