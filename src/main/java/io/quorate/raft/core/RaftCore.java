package io.quorate.raft.core;

import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.AppendResponse;
import io.quorate.raft.core.message.Message;
import io.quorate.raft.core.message.ReadIndexRequest;
import io.quorate.raft.core.message.ReadIndexResponse;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import io.quorate.raft.core.message.TimeoutNow;
import io.quorate.raft.core.message.VoteRequest;
import io.quorate.raft.core.message.VoteResponse;
import java.util.Optional;

/**
 * Raft as a function of state, time and input. Has no state of its own; the same arguments give the same result. Each rule
 * is a class of this package: {@link Elections}, {@link Votes}, {@link Loyalty}, {@link Replication}, {@link Following},
 * {@link Commitment}, {@link Heartbeats}, {@link Reads}, {@link Changes}, {@link Transfers}, {@link Snapshots}, {@link
 * Compaction}.
 */
public final class RaftCore {

    private final RaftSettings settings;
    private final Times times;
    private final NodeId self;
    private final Incarnation incarnation;

    /** For this node in this life of its disk. */
    public RaftCore(RaftSettings settings, NodeId self, Incarnation incarnation) {
        this.settings = settings;
        this.times = Times.of(settings);
        this.self = self;
        this.incarnation = incarnation;
    }

    /**
     * A follower with what its disk holds. The state machine must be restored from the snapshot, if there is one.
     *
     * @param nowNanos monotonic, as in {@link #step}
     * @param seed another one at each start
     */
    public RaftState start(DurableState durable, long nowNanos, long seed) {
        Draft state = new Draft(durable, Configurations.of(durable.snapshot(), durable.log()));
        state.commitIndex = durable.snapshotIndex();
        state.handedIndex = durable.snapshotIndex();
        state.appliedIndex = durable.snapshotIndex();
        state.startedAt = nowNanos;
        state.tickedAt = nowNanos;
        state.readSalt = Randomness.number(Randomness.next(seed));
        state.random = Randomness.next(seed) ^ self.text().hashCode();
        Step step = new Step(settings, times, self, incarnation, nowNanos, state);
        if (isAloneForEver(step)) {
            state.electionDeadline = nowNanos;
        } else {
            step.drawElectionDeadline();
        }
        return new RaftState(state, times, self);
    }

    /**
     * What an input leads to.
     *
     * @param nowNanos monotonic; never lower than in an earlier step
     * @throws IllegalStateException when the node or a peer breaks an invariant of Raft: the node must stop
     */
    public Transition step(RaftState state, long nowNanos, Input input) {
        Draft before = state.frozen();
        Step step = new Step(settings, times, self, incarnation, nowNanos, state.copy());
        accept(step, input);
        Reads.settle(step);
        Replication.flush(step);
        Transfers.observe(step);
        return finish(step, before);
    }

    private void accept(Step step, Input input) {
        if (input instanceof Input.Received received) {
            receive(step, received.from(), received.incarnation(), received.message());
        } else if (input instanceof Input.Tick) {
            Ticks.onTick(step);
        } else if (input instanceof Input.Propose propose) {
            Proposals.onPropose(step, propose);
        } else if (input instanceof Input.Persisted persisted) {
            onPersisted(step, persisted.token());
        } else if (input instanceof Input.Applied applied) {
            Compaction.onApplied(step, applied.index());
        } else if (input instanceof Input.ReadIndex read) {
            if (step.isLeader()) {
                Reads.onReadIndex(step, read.context());
            } else {
                ForwardedReads.onReadIndex(step, read.context());
            }
        } else {
            acceptRare(step, input);
        }
    }

    private void acceptRare(Step step, Input input) {
        if (input instanceof Input.SnapshotTaken taken) {
            Compaction.onTaken(step, taken.snapshot());
        } else if (input instanceof Input.SnapshotReceived received) {
            Snapshots.onReceived(step, received.snapshot());
        } else if (input instanceof Input.SnapshotSendFailed failed) {
            Snapshots.onSendFailed(step, failed.to());
        } else if (input instanceof Input.ChangeMembership change) {
            Changes.onChange(step, change);
        } else if (input instanceof Input.Transfer transfer) {
            Transfers.onTransfer(step, transfer);
        } else if (input instanceof Input.Found found) {
            onFound(step, found.configuration());
        } else if (input instanceof Input.Unreachable unreachable) {
            Replication.onUnreachable(step, unreachable.node());
        } else if (input instanceof Input.Abstain abstain) {
            Transfers.onAbstain(step, abstain.forNanos());
        }
    }

    private void receive(Step step, NodeId from, Incarnation life, Message message) {
        if (from.equals(self)) {
            return;
        }
        Terms.observe(step, from, life, message);
        if (message instanceof AppendRequest append) {
            Following.onAppend(step, from, append);
        } else if (message instanceof AppendResponse response) {
            Replication.onAppendResponse(step, from, life, response);
        } else if (message instanceof VoteRequest request) {
            Votes.onRequest(step, from, request);
        } else if (message instanceof VoteResponse response) {
            Elections.onVoteResponse(step, from, life, response);
        } else if (message instanceof SnapshotChunk chunk) {
            Snapshots.onChunk(step, from, chunk);
        } else if (message instanceof SnapshotAck ack) {
            Snapshots.onAck(step, from, life, ack);
        } else if (message instanceof ReadIndexRequest request) {
            Reads.onRequest(step, from, request);
        } else if (message instanceof ReadIndexResponse response) {
            ForwardedReads.onResponse(step, response);
        } else if (message instanceof TimeoutNow timeout && timeout.term() == step.state.term()) {
            Elections.onTimeoutNow(step, from, timeout.round());
        }
    }

    private void onPersisted(Step step, long token) {
        step.state.durability.persisted(token);
        if (step.state.role == Role.CANDIDATE) {
            Elections.tally(step);
        }
        Commitment.advance(step);
    }

    private void onFound(Step step, Configuration configuration) {
        if (step.state.configurations.latest().isEmpty() && step.state.log().lastIndex() == 0) {
            step.state.founding = Optional.of(configuration);
            if (isAloneForEver(step)) {
                step.state.electionDeadline = step.now;
            }
        }
    }

    /** Nobody else can have been promised anything, so there is nothing to wait for. */
    private static boolean isAloneForEver(Step step) {
        return step.isVoter()
                && step.state.configuration().orElseThrow().voters().size() == 1
                && step.state.configurations.placed().stream()
                        .allMatch(placed -> step.isVoterIn(Optional.of(placed.configuration()))
                                && placed.configuration().voters().size() == 1);
    }

    private Transition finish(Step step, Draft before) {
        Draft state = step.state;
        long applicable = Commitment.applicable(state);
        Optional<Long> applyTo = applicable > state.handedIndex ? Optional.of(applicable) : Optional.empty();
        state.handedIndex = applicable;
        if (step.out.needsToken() && step.out.writes.isEmpty() && state.durability.hasAll(state.token)) {
            step.out.hurry();
        }
        if (step.out.needsToken()) {
            state.token++;
        }
        Invariants.check(before, state);
        Output output = step.out.build(state.token, applyTo, leadershipChange(step, before));
        return new Transition(new RaftState(state, times, self), output);
    }

    private static Optional<Output.Leadership> leadershipChange(Step step, Draft before) {
        Draft state = step.state;
        boolean same = state.role == before.role && state.term() == before.term() && state.leader.equals(before.leader);
        return same
                ? Optional.empty()
                : Optional.of(new Output.Leadership(state.role, state.term(), state.leader, step.out.why));
    }
}
