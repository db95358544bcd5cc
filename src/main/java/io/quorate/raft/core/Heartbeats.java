package io.quorate.raft.core;

import io.quorate.raft.core.membership.Member;
import java.util.OptionalLong;

/** Rounds of heartbeats: saying that one leads (§5.2), noticing that one does not (thesis §6.2), the lease (§6.4.1). */
final class Heartbeats {

    private Heartbeats() {}

    static void onTick(Step step) {
        if (!step.isLeader()) {
            return;
        }
        Leading leading = step.leading();
        if (step.now - leading.nextHeartbeatAt >= 0) {
            begin(step);
        }
        long contact = leading.rounds.confirmedAt().orElse(leading.since);
        if (step.now - contact > step.times.giveUp() && step.now - leading.graceUntil >= 0) {
            Roles.resign(
                    step,
                    "no majority has answered for " + step.settings.giveUp().toMillis() + " ms");
        }
    }

    /** A new round to everybody. */
    static void begin(Step step) {
        Leading leading = step.leading();
        leading.rounds.begin(step.now);
        leading.nextHeartbeatAt = step.now + step.times.heartbeat();
        Reads.onRound(step);
        Transfers.onHeartbeat(step);
        leading.peers.forEach((id, progress) -> Replication.heartbeat(step, id, progress));
        confirm(step);
    }

    /** Counts who has answered which round. */
    static void confirm(Step step) {
        Rounds rounds = step.leading().rounds;
        step.state
                .configuration()
                .ifPresent(configuration ->
                        rounds.confirm(Quorums.reached(configuration, member -> answered(step, member))));
    }

    /**
     * Until when no other node can be elected; empty where that is unknown. Counted from when the round began, since a
     * voter's loyalty begins when it is heard, and only with an entry of the own term committed: before that this node
     * does not know all that is committed (pitfall 14).
     */
    static OptionalLong leaseUntil(Draft state, Times times) {
        if (state.role != Role.LEADER) {
            return OptionalLong.empty();
        }
        Leading leading = state.leading.orElseThrow();
        OptionalLong from = leading.rounds.leaseFrom();
        if (from.isEmpty() || Transfers.isTargetTold(state) || state.commitIndex < leading.firstIndex) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(from.getAsLong() + times.giveUp());
    }

    private static long answered(Step step, Member member) {
        if (step.isSelf(member)) {
            return step.leading().rounds.current();
        }
        Progress progress = step.leading().peers.get(member.id());
        return progress != null && progress.isOf(member) ? progress.ackedRound : 0;
    }
}
