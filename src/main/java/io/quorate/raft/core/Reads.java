package io.quorate.raft.core;

import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.ReadIndexRequest;
import io.quorate.raft.core.message.ReadIndexResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Linearizable reads without log entries (thesis §6.4): the leader notes its commit index, confirms by a round of
 * heartbeats that it still leads, and only then answers. Reads that come while a round is under way share the next one.
 */
final class Reads {

    private Reads() {}

    /** This node's own; {@link ForwardedReads} has those of a follower. */
    static void onReadIndex(Step step, long context) {
        enqueue(step, Optional.empty(), context);
    }

    static void onRequest(Step step, NodeId from, ReadIndexRequest request) {
        if (step.isLeader() && request.term() == step.state.term()) {
            enqueue(step, Optional.of(from), request.context());
        } else {
            step.out.sendNow(from, new ReadIndexResponse(step.state.term(), request.context(), false, 0));
        }
    }

    /** A round began: all reads that wait for one go with it, if the leader knows already what is committed (pitfall 14). */
    static void onRound(Step step) {
        Leading leading = step.leading();
        if (step.state.commitIndex >= leading.firstIndex) {
            leading.reads.replaceAll(read ->
                    read.round().isPresent() ? read : read.in(leading.rounds.current(), step.state.commitIndex));
        }
    }

    /** At the end of each step: answers what is confirmed, begins a round if reads wait and none is under way for them. */
    static void settle(Step step) {
        if (!step.isLeader() || step.leading().reads.isEmpty()) {
            return;
        }
        answerConfirmed(step);
        Leading leading = step.leading();
        boolean underWay = leading.reads.stream().anyMatch(read -> read.round().isPresent());
        if (!leading.reads.isEmpty() && !underWay && step.state.commitIndex >= leading.firstIndex) {
            Heartbeats.begin(step);
            answerConfirmed(step);
        }
    }

    /** Leadership is over: nothing can be confirmed any more. */
    static void abandon(Step step) {
        for (PendingRead read : step.leading().reads) {
            refuse(step, read, "leadership was lost");
        }
        step.leading().reads.clear();
    }

    private static void enqueue(Step step, Optional<NodeId> from, long context) {
        List<PendingRead> reads = step.leading().reads;
        PendingRead read = PendingRead.waiting(from, context);
        if (hasLease(step)) {
            grant(step, read, step.state.commitIndex);
        } else if (reads.size() >= step.settings.maxPendingProposals()) {
            refuse(step, read, reads.size() + " reads are waiting already");
        } else if (from.isEmpty()
                || reads.stream()
                        .noneMatch(r -> r.context() == context && r.from().equals(from))) {
            reads.add(read);
        }
    }

    /** Only where the settings trust the rates of clocks (thesis §6.4.1). */
    private static boolean hasLease(Step step) {
        OptionalLong until = Heartbeats.leaseUntil(step.state, step.times);
        return step.settings.leaseReads() && until.isPresent() && step.now - until.getAsLong() < 0;
    }

    private static void answerConfirmed(Step step) {
        long confirmed = step.leading().rounds.confirmed();
        step.leading().reads.removeIf(read -> {
            boolean answered = read.isConfirmedBy(confirmed);
            if (answered) {
                grant(step, read, read.index());
            }
            return answered;
        });
    }

    private static void grant(Step step, PendingRead read, long index) {
        if (read.from().isPresent()) {
            step.leading().awaitedElsewhere = Math.max(step.leading().awaitedElsewhere, index);
            step.out.sendNow(read.from().get(), new ReadIndexResponse(step.state.term(), read.context(), true, index));
        } else {
            step.out.reads.add(new Output.ReadAnswer.Granted(read.context(), index));
        }
    }

    private static void refuse(Step step, PendingRead read, String reason) {
        if (read.from().isPresent()) {
            step.out.sendNow(read.from().get(), new ReadIndexResponse(step.state.term(), read.context(), false, 0));
        } else {
            step.out.reads.add(new Output.ReadAnswer.Refused(read.context(), reason));
        }
    }
}
