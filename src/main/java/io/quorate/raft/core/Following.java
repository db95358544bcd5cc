package io.quorate.raft.core;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.AppendResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The follower's side of log replication: figure 2, "AppendEntries RPC, receiver implementation". */
final class Following {

    private Following() {}

    static void onAppend(Step step, NodeId from, AppendRequest request) {
        Draft state = step.state;
        if (request.term() < state.term()) {
            step.out.sendNow(from, new AppendResponse(state.term(), false, 0, 0, request.round()));
            return;
        }
        hear(step, from, request.term(), request.round());
        AppendRequest known = withoutCompacted(state.log(), request);
        if (!state.log().matches(known.prevIndex(), known.prevTerm())) {
            if (known.prevIndex() <= state.commitIndex) {
                throw Invariants.broken(state, from + " has another entry at " + known.prevIndex());
            }
            reject(step, from, known);
            return;
        }
        append(step, known);
        long verified = known.prevIndex() + known.entries().size();
        Commitment.learn(step, Math.min(request.commit(), verified));
        accept(step, from, request, verified);
    }

    /** A message of the leader of the newest term: follows it, and stays loyal from now on. */
    static void hear(Step step, NodeId from, long term, long round) {
        Draft state = step.state;
        if (term == state.term()
                && state.leader.filter(leader -> !leader.equals(from)).isPresent()) {
            throw Invariants.broken(state, from + " leads the same term as " + state.leader.get());
        }
        if (term > state.term() || state.role != Role.FOLLOWER || !state.leader.equals(Optional.of(from))) {
            Roles.follow(step, term, Optional.of(from), from + " leads term " + term);
        }
        state.heard = state.heard.and(term, round);
        state.leaderHeardAt = OptionalLong.of(step.now);
        step.drawElectionDeadline();
    }

    /** What the snapshot covers is committed, so it agrees: the request may begin at the log's base at the earliest. */
    private static AppendRequest withoutCompacted(Log log, AppendRequest request) {
        long base = log.baseIndex();
        if (request.prevIndex() >= base) {
            return request;
        }
        int covered =
                (int) Math.min(base - request.prevIndex(), request.entries().size());
        boolean reaches = request.prevIndex() + covered == base;
        return new AppendRequest(
                request.term(),
                base,
                log.termAt(base).orElseThrow(),
                reaches ? request.entries().subList(covered, request.entries().size()) : List.of(),
                request.commit(),
                request.round());
    }

    /** Cuts only where a term differs: a repeated or late request must not undo a newer one (pitfall 7). */
    private static void append(Step step, AppendRequest request) {
        Log log = step.state.log();
        List<Entry> entries = request.entries();
        int same = 0;
        while (same < entries.size()
                && log.matches(entries.get(same).index(), entries.get(same).term())) {
            same++;
        }
        if (same == entries.size()) {
            return;
        }
        long from = entries.get(same).index();
        if (from <= step.state.commitIndex) {
            throw Invariants.broken(step.state, "entry " + from + " is committed and would be overwritten");
        }
        step.write(new Write.Splice(from, entries.subList(same, entries.size())));
    }

    /** What is promised is on disk when the answer leaves; without entries, what is there is promised and nobody waits. */
    private static void accept(Step step, NodeId from, AppendRequest request, long verified) {
        Draft state = step.state;
        long agreed = Math.max(verified, state.commitIndex);
        if (request.entries().isEmpty() && state.durability.hasTerm()) {
            long durable = Math.min(agreed, state.durability.index());
            step.out.sendNow(from, new AppendResponse(state.term(), true, durable, 0, request.round()));
        } else {
            step.out.sendAfter(from, new AppendResponse(state.term(), true, agreed, 0, request.round()));
        }
    }

    /** Names the last place that may still agree with a log that has that term there (§5.3 end). */
    private static void reject(Step step, NodeId from, AppendRequest request) {
        Log log = step.state.log();
        long place = log.lastWithTermAtMost(request.prevIndex() - 1, request.prevTerm());
        long term = log.termAt(place).orElseThrow();
        AppendResponse response = new AppendResponse(step.state.term(), false, place, term, request.round());
        if (step.state.durability.hasTerm()) {
            step.out.sendNow(from, response);
        } else {
            step.out.sendAfter(from, response);
        }
    }
}
