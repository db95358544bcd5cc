package io.quorate.raft.core;

import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/** What a leader knows of one other node (nextIndex and matchIndex of figure 2, and the traffic on its way). */
final class Progress {

    /** How it is fed. */
    enum Mode {
        /** Where its log agrees is being found out: one message at a time. */
        PROBE,
        /** It agrees: messages follow each other without waiting. */
        REPLICATE,
        /** It needs what the log no longer has. */
        SNAPSHOT
    }

    private record InFlight(long lastIndex, long bytes) {}

    Mode mode = Mode.PROBE;
    /** Its log is known to agree, durably, up to here. */
    long match;
    /** The next entry to send it. */
    long next;
    /** While probing: a probe is on its way. */
    boolean probing;
    /** The life of the node that {@link #match} is about; empty until heard. */
    Optional<Incarnation> incarnation = Optional.empty();

    OptionalLong heardAt = OptionalLong.empty();
    /** Newest round of heartbeats it answered. */
    long ackedRound;
    /** Commit index it was last told. */
    long toldCommit;

    CatchUp catchUp;

    private long bytesInFlight;
    private final Deque<InFlight> inFlight;
    /** When the oldest message in flight became the oldest. */
    private long oldestSince;

    Progress(long next, long now) {
        this(new ArrayDeque<>(), next, CatchUp.begin(next - 1, now));
    }

    private Progress(Deque<InFlight> inFlight, long next, CatchUp catchUp) {
        this.inFlight = inFlight;
        this.next = next;
        this.catchUp = catchUp;
    }

    Progress copy() {
        Progress copy = new Progress(new ArrayDeque<>(inFlight), next, catchUp);
        copy.mode = mode;
        copy.match = match;
        copy.probing = probing;
        copy.incarnation = incarnation;
        copy.heardAt = heardAt;
        copy.ackedRound = ackedRound;
        copy.toldCommit = toldCommit;
        copy.bytesInFlight = bytesInFlight;
        copy.oldestSince = oldestSince;
        return copy;
    }

    /** Another life of the node speaks: nothing that is known of the one before holds for it. */
    void heardFrom(Incarnation life, long now) {
        if (incarnation.isPresent() && !incarnation.get().equals(life)) {
            match = 0;
            ackedRound = 0;
            toldCommit = 0;
            probe(next);
            catchUp = CatchUp.begin(next - 1, now);
        }
        incarnation = Optional.of(life);
        heardAt = OptionalLong.of(now);
    }

    /** Whether what is known here counts for that member: the node was heard in the life that the configuration names. */
    boolean isOf(Member member) {
        return incarnation.isPresent() && incarnation.equals(member.incarnation());
    }

    /** Whether it was heard within the time. */
    boolean heardWithin(long nanos, long now) {
        return heardAt.isPresent() && now - heardAt.getAsLong() < nanos;
    }

    void probe(long from) {
        mode = Mode.PROBE;
        next = from;
        probing = false;
        forgetInFlight();
    }

    void replicate() {
        mode = Mode.REPLICATE;
        next = match + 1;
        probing = false;
        forgetInFlight();
    }

    void awaitSnapshot() {
        mode = Mode.SNAPSHOT;
        probing = false;
        forgetInFlight();
    }

    /** Its log agrees up to there. */
    void matched(long index, long now) {
        match = Math.max(match, index);
        next = Math.max(next, match + 1);
        while (!inFlight.isEmpty() && inFlight.getFirst().lastIndex <= index) {
            bytesInFlight -= inFlight.removeFirst().bytes;
            oldestSince = now;
        }
    }

    void sent(long lastIndex, long bytes, long now) {
        if (inFlight.isEmpty()) {
            oldestSince = now;
        }
        inFlight.addLast(new InFlight(lastIndex, bytes));
        bytesInFlight += bytes;
        next = lastIndex + 1;
    }

    boolean hasRoom(int maxMessages, long maxBytes) {
        return inFlight.size() < maxMessages && bytesInFlight < maxBytes;
    }

    int messagesInFlight() {
        return inFlight.size();
    }

    /** Something was sent and not answered for so long that it may be lost. */
    boolean isStalled(long nanos, long now) {
        return !inFlight.isEmpty() && now - oldestSince > nanos;
    }

    private void forgetInFlight() {
        inFlight.clear();
        bytesInFlight = 0;
    }
}
