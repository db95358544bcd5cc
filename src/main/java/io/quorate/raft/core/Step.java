package io.quorate.raft.core;

import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import java.util.Optional;

/** One step in the making: who this is, what time it is, the state as changed so far, the output as collected so far. */
final class Step {

    final RaftSettings settings;
    final Times times;
    final NodeId self;
    final Incarnation incarnation;
    final long now;
    final Draft state;
    final Outbox out = new Outbox();
    /** Whether time alone is what this step is about. */
    boolean isTick;

    Step(RaftSettings settings, Times times, NodeId self, Incarnation incarnation, long now, Draft state) {
        this.settings = settings;
        this.times = times;
        this.self = self;
        this.incarnation = incarnation;
        this.now = now;
        this.state = state;
    }

    /** The token of this step's writes. */
    long token() {
        return state.token + 1;
    }

    void write(Write.HardState hard) {
        store(hard);
        state.durability.termWritten(token());
    }

    void write(Write.Splice splice) {
        boolean cuts = splice.from() <= state.log().lastIndex();
        store(splice);
        if (cuts) {
            state.durability.cutAfter(splice.from() - 1);
            state.configurations = state.configurations.truncate(splice.from());
        }
        state.configurations = state.configurations.with(splice.entries());
        state.durability.logWritten(token(), state.log().lastIndex());
    }

    void write(Write.Install install) {
        boolean continues = state.log()
                .matches(install.snapshot().index(), install.snapshot().term());
        store(install);
        state.configurations = Configurations.of(state.stored.snapshot(), state.log());
        if (!continues) {
            state.durability.cutAfter(state.commitIndex);
        }
        state.durability.logWritten(token(), state.log().lastIndex());
    }

    void write(Write.Compact compact) {
        store(compact);
        state.configurations = Configurations.of(state.stored.snapshot(), state.log());
    }

    private void store(Write write) {
        state.stored = state.stored.with(write);
        out.write(write);
    }

    boolean isLeader() {
        return state.role == Role.LEADER;
    }

    /** Fails where this node does not lead. */
    Leading leading() {
        return state.leading.orElseThrow(() -> Invariants.broken(state, "not leading"));
    }

    /** Whether what that life of that node says counts: the configuration names both. */
    boolean counts(NodeId node, Incarnation life) {
        return state.configuration()
                .flatMap(configuration -> configuration.member(node))
                .filter(member -> member.is(node, life))
                .isPresent();
    }

    /** Whether a member is this node in this life. */
    boolean isSelf(Member member) {
        return member.is(self, incarnation);
    }

    /** Whether this node counts as a voter in the configuration in force. */
    boolean isVoter() {
        return isVoterIn(state.configuration());
    }

    boolean isVoterIn(Optional<Configuration> configuration) {
        return configuration
                .flatMap(members -> members.member(self))
                .filter(member -> member.isVoter() && isSelf(member))
                .isPresent();
    }

    /** A fresh election timeout: between one and two times the setting (§5.2). */
    void drawElectionDeadline() {
        state.random = Randomness.next(state.random);
        state.electionDeadline = now + times.election() + Randomness.below(times.election(), state.random);
    }
}
