package io.quorate.raft.core;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.AppendResponse;
import java.util.List;

/**
 * The leader's side of log replication (§5.3): each peer is probed until its log is known to agree somewhere, then fed
 * without waiting for answers (thesis §10.2.1), within a window of messages and bytes.
 */
final class Replication {

    private Replication() {}

    /** Everybody in the configuration is fed, whether it counts or not. */
    static void admitPeers(Step step) {
        Leading leading = step.leading();
        for (Member member : step.state.configuration().orElseThrow().members()) {
            if (!member.id().equals(step.self)) {
                leading.peers.computeIfAbsent(
                        member.id(), id -> new Progress(step.state.log().lastIndex() + 1, step.now));
            }
        }
    }

    /** At the end of each step: sends what there is to send. So what one step appends goes out in as few messages. */
    static void flush(Step step) {
        if (step.isLeader()) {
            step.leading().peers.forEach((id, progress) -> feed(step, id, progress));
        }
    }

    /** Part of a round: to a peer that agrees, an empty message at the place where it does; else the next probe. */
    static void heartbeat(Step step, NodeId id, Progress progress) {
        progress.probing = false;
        if (progress.mode == Progress.Mode.REPLICATE && !progress.heardWithin(step.times.election(), step.now)) {
            progress.probe(progress.match + 1);
        }
        if (progress.mode == Progress.Mode.PROBE && canSendFrom(step, progress.next)) {
            probe(step, id, progress);
            return;
        }
        Log log = step.state.log();
        boolean lost = progress.isStalled(2 * step.times.heartbeat(), step.now) && canSendFrom(step, progress.next);
        long place = lost ? progress.next - 1 : progress.match;
        send(step, id, progress, log.termAt(place).isPresent() ? place : 0, List.of());
    }

    static void onAppendResponse(Step step, NodeId from, Incarnation life, AppendResponse response) {
        if (!step.isLeader() || response.term() != step.state.term()) {
            return;
        }
        Progress progress = step.leading().peers.get(from);
        if (progress == null) {
            return;
        }
        if (!heard(step, from, progress, life, response.round())) {
            return;
        }
        if (response.accepted()) {
            accepted(step, from, progress, response.index());
        } else {
            rejected(step, progress, response);
        }
        Heartbeats.confirm(step);
        Commitment.advance(step);
        Transfers.onProgress(step);
    }

    /** The last message to a removed peer: what was sent to it before is committed, its removal included. */
    static void dismiss(Step step, NodeId id, Progress progress) {
        if (progress.mode == Progress.Mode.SNAPSHOT) {
            step.out.stopSnapshot.add(id);
        } else if (canSendFrom(step, progress.next)) {
            send(step, id, progress, progress.next - 1, List.of());
        }
    }

    /** Whether to listen: not to another life of the node while the one that counts is there. */
    static boolean heard(Step step, NodeId from, Progress progress, Incarnation life, long round) {
        boolean another =
                progress.incarnation.filter(known -> !known.equals(life)).isPresent();
        boolean counted =
                progress.incarnation.filter(known -> step.counts(from, known)).isPresent();
        if (another && counted && progress.heardWithin(step.times.election(), step.now)) {
            return false;
        }
        progress.heardFrom(life, step.now);
        progress.ackedRound = Math.max(progress.ackedRound, round);
        return true;
    }

    /** The peer's log agrees up to there, durably. */
    static void accepted(Step step, NodeId id, Progress progress, long index) {
        long last = step.state.log().lastIndex();
        if (index > last) {
            throw Invariants.broken(step.state, id + " acknowledges entry " + index + ", the log ends at " + last);
        }
        progress.matched(index, step.now);
        progress.catchUp = progress.catchUp.reached(progress.match, last, step.now, step.times.election());
        if (progress.mode == Progress.Mode.PROBE) {
            progress.replicate();
        } else if (progress.mode == Progress.Mode.SNAPSHOT && canSendFrom(step, progress.match + 1)) {
            progress.replicate();
            step.out.stopSnapshot.add(id);
        }
    }

    /** No transport promise is broken by that: goes back to one message at a time. */
    static void onUnreachable(Step step, NodeId id) {
        Progress progress = step.isLeader() ? step.leading().peers.get(id) : null;
        if (progress != null && progress.mode == Progress.Mode.REPLICATE) {
            progress.probe(progress.match + 1);
            progress.probing = true;
        }
    }

    /** Whether the log has what is needed to send entries from this one on: the place before it. */
    static boolean canSendFrom(Step step, long index) {
        return step.state.log().termAt(index - 1).isPresent();
    }

    /**
     * The follower names the last place that may agree, with its term there; the last place here with no later term is the
     * last that may agree from both sides (§5.3 end). Answers may be old: never goes below what is known to agree, nor up.
     */
    private static void rejected(Step step, Progress progress, AppendResponse response) {
        boolean old = response.index() < progress.match || progress.mode == Progress.Mode.SNAPSHOT;
        if (old) {
            return;
        }
        long candidate = step.state.log().lastWithTermAtMost(response.index(), response.conflictTerm());
        if (response.index() < step.state.log().baseIndex()) {
            candidate = response.index();
        }
        long next = Math.max(progress.match, candidate) + 1;
        progress.probe(Math.min(progress.next, next));
    }

    private static void feed(Step step, NodeId id, Progress progress) {
        progress.catchUp = progress.catchUp.grown(step.state.log().lastIndex(), step.now);
        switch (progress.mode) {
            case PROBE -> {
                if (!canSendFrom(step, progress.next)) {
                    offerSnapshot(step, id, progress);
                } else if (!progress.probing) {
                    probe(step, id, progress);
                }
            }
            case REPLICATE -> pipeline(step, id, progress);
            case SNAPSHOT -> {}
        }
    }

    /** Only to somebody who is there. */
    private static void offerSnapshot(Step step, NodeId id, Progress progress) {
        if (progress.heardWithin(step.times.election(), step.now)) {
            progress.awaitSnapshot();
            step.out.sendSnapshot.add(id);
        }
    }

    /** One message until it is answered or the next heartbeat is due; without entries to one that has fallen silent. */
    private static void probe(Step step, NodeId id, Progress progress) {
        boolean silent = !progress.heardWithin(step.times.election(), step.now)
                && step.now - step.leading().since > step.times.election();
        progress.probing = true;
        send(step, id, progress, progress.next - 1, silent ? List.of() : batch(step, progress.next));
    }

    private static void pipeline(Step step, NodeId id, Progress progress) {
        if (!canSendFrom(step, progress.next)) {
            offerSnapshot(step, id, progress);
            return;
        }
        RaftSettings settings = step.settings;
        while (progress.next <= step.state.log().lastIndex()
                && progress.hasRoom(settings.maxInflightMessages(), settings.maxInflightBytes())) {
            List<Entry> entries = batch(step, progress.next);
            long last = progress.next + entries.size() - 1;
            long bytes = step.state.log().bytes(progress.next, last);
            send(step, id, progress, progress.next - 1, entries);
            progress.sent(last, bytes, step.now);
        }
        if (owesCommit(step, progress)
                && step.state.log().termAt(progress.match).isPresent()) {
            send(step, id, progress, progress.match, List.of());
        }
    }

    /** Whoever waits for a commitment is told at once, the others with the next entries or the next tick. */
    private static boolean owesCommit(Step step, Progress progress) {
        boolean uninformed = progress.toldCommit < Math.min(step.state.commitIndex, progress.match);
        return uninformed && (step.isTick || progress.toldCommit < step.leading().awaitedElsewhere);
    }

    private static List<Entry> batch(Step step, long from) {
        return step.state.log().batch(from, step.settings.maxAppendEntries(), step.settings.maxAppendBytes());
    }

    private static void send(Step step, NodeId id, Progress progress, long place, List<Entry> entries) {
        Draft state = step.state;
        long term = place == 0 ? 0 : state.log().termAt(place).orElseThrow();
        long round = step.leading().rounds.current();
        step.out.sendNow(id, new AppendRequest(state.term(), place, term, entries, state.commitIndex, round));
        progress.toldCommit = Math.max(progress.toldCommit, Math.min(state.commitIndex, place + entries.size()));
    }
}
