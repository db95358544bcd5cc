package io.quorate.raft.core;

import io.quorate.raft.core.membership.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What only a leader has; begins with its election and ends with its leadership. */
final class Leading {

    /** The first entry of its term. */
    final long firstIndex;
    /** When it was elected. */
    final long since;
    /** The other members, and a removed one until its removal is committed. */
    final NavigableMap<NodeId, Progress> peers;

    final Rounds rounds;
    /** Reads that wait for a round of heartbeats, oldest first. */
    final List<PendingRead> reads;
    /** The change whose entry is not committed yet. */
    Optional<PendingChange> change = Optional.empty();

    long nextHeartbeatAt;
    /** Other nodes wait to hear that the log is committed up to here. */
    long awaitedElsewhere;
    /** Leadership is not given up before this moment: after a pause answers may lie unread. */
    long graceUntil;
    /** When a member of higher priority may next be preferred. */
    long nextPreferenceAt;

    Leading(long firstIndex, long since) {
        this(firstIndex, since, new TreeMap<>(), new Rounds(), new ArrayList<>());
    }

    private Leading(
            long firstIndex, long since, NavigableMap<NodeId, Progress> peers, Rounds rounds, List<PendingRead> reads) {
        this.firstIndex = firstIndex;
        this.since = since;
        this.peers = peers;
        this.rounds = rounds;
        this.reads = reads;
        this.graceUntil = since;
    }

    Leading copy() {
        NavigableMap<NodeId, Progress> copied = new TreeMap<>();
        peers.forEach((id, progress) -> copied.put(id, progress.copy()));
        Leading copy = new Leading(firstIndex, since, copied, rounds.copy(), new ArrayList<>(reads));
        copy.change = change;
        copy.nextHeartbeatAt = nextHeartbeatAt;
        copy.awaitedElsewhere = awaitedElsewhere;
        copy.graceUntil = graceUntil;
        copy.nextPreferenceAt = nextPreferenceAt;
        return copy;
    }
}
