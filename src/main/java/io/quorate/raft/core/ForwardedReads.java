package io.quorate.raft.core;

import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.ReadIndexRequest;
import io.quorate.raft.core.message.ReadIndexResponse;
import java.util.Map;
import java.util.TreeMap;

/** A follower asks its leader for the index of a linearizable read, again if need be (thesis §6.4). */
final class ForwardedReads {

    private ForwardedReads() {}

    static void onReadIndex(Step step, long context) {
        Draft state = step.state;
        if (state.leader.isEmpty()) {
            refuse(step, context, "no leader is known");
        } else if (state.forwardedReads.size() >= step.settings.maxPendingProposals()) {
            refuse(step, context, state.forwardedReads.size() + " reads are waiting already");
        } else {
            state.forwardedReads.put(context, new ForwardedRead(step.now, step.now + step.times.election()));
            ask(step, state.leader.get(), context);
        }
    }

    /** An index that was confirmed after the question is good whoever leads by now. A refusal is followed by another try. */
    static void onResponse(Step step, ReadIndexResponse response) {
        long context = response.context() - step.state.readSalt;
        if (response.granted() && step.state.forwardedReads.remove(context) != null) {
            step.out.reads.add(new Output.ReadAnswer.Granted(context, response.index()));
        }
    }

    static void onTick(Step step) {
        for (Map.Entry<Long, ForwardedRead> open : new TreeMap<>(step.state.forwardedReads).entrySet()) {
            long context = open.getKey();
            ForwardedRead read = open.getValue();
            if (step.now - read.expiresAt() >= 0) {
                step.state.forwardedReads.remove(context);
                refuse(step, context, "the leader did not answer within an election timeout");
            } else if (step.isLeader()) {
                step.state.forwardedReads.remove(context);
                Reads.onReadIndex(step, context);
            } else if (step.now - read.askedAt() >= 2 * step.times.heartbeat() && step.state.leader.isPresent()) {
                step.state.forwardedReads.put(context, new ForwardedRead(step.now, read.expiresAt()));
                ask(step, step.state.leader.get(), context);
            }
        }
    }

    private static void ask(Step step, NodeId leader, long context) {
        step.out.sendNow(leader, new ReadIndexRequest(step.state.term(), step.state.readSalt + context));
    }

    private static void refuse(Step step, long context, String reason) {
        step.out.reads.add(new Output.ReadAnswer.Refused(context, reason));
    }
}
