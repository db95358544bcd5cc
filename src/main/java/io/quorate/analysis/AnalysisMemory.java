package io.quorate.analysis;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a series of observations of one cluster tells, and the latest one alone does not. Immutable; its owner replaces
 * it by {@link #after} with each new topology, before that is analysed.
 *
 * <p>Observations from before this process began are no evidence: they are not remembered here and do not count as
 * witnesses. This takes the place of the fixed waiting time after a start that the old systems had.
 */
public final class AnalysisMemory {

    private final Instant startedAt;
    private final Map<InstanceKey, ThreadHistory> threads;
    private final FrozenCoordinates frozen;

    private AnalysisMemory(Instant startedAt, Map<InstanceKey, ThreadHistory> threads, FrozenCoordinates frozen) {
        this.startedAt = startedAt;
        this.threads = threads;
        this.frozen = frozen;
    }

    /**
     * Nothing seen yet.
     *
     * @param processStart when this node's process began to probe
     */
    public static AnalysisMemory startingAt(Instant processStart) {
        return new AnalysisMemory(processStart, Map.of(), FrozenCoordinates.NONE);
    }

    /** With the observations of this topology; servers that are not in it are forgotten. */
    public AnalysisMemory after(Topology topology) {
        Map<InstanceKey, ThreadHistory> changed = null;
        int known = 0;
        for (Member member : topology.members()) {
            ThreadHistory before = threads.get(member.key());
            Optional<ThreadHistory> now = next(member, before);
            known += now.isPresent() ? 1 : 0;
            if (now.isPresent() && !now.get().equals(before)) {
                changed = changed == null ? new HashMap<>(threads) : changed;
                changed.put(member.key(), now.get());
            }
        }
        Map<InstanceKey, ThreadHistory> after = changed == null ? threads : changed;
        FrozenCoordinates frozenNow = frozen.after(topology);
        if (known != after.size()) {
            after = withoutThoseGone(after, topology);
        } else if (changed == null && frozenNow.equals(frozen)) {
            return this;
        }
        return new AnalysisMemory(startedAt, after, frozenNow);
    }

    private static Map<InstanceKey, ThreadHistory> withoutThoseGone(
            Map<InstanceKey, ThreadHistory> threads, Topology topology) {
        Map<InstanceKey, ThreadHistory> left = new HashMap<>(threads);
        left.keySet()
                .removeIf(key -> topology.member(key)
                        .flatMap(Member::instance)
                        .filter(Instance::isReplica)
                        .isEmpty());
        return left;
    }

    private Optional<ThreadHistory> next(Member member, @Nullable ThreadHistory known) {
        Optional<Instant> at = member.observation().lastSeen();
        if (at.isEmpty() || member.instance().isEmpty() || at.get().isBefore(startedAt)) {
            return Optional.empty();
        }
        return known == null
                ? ThreadHistory.begin(member.instance().get(), at.get())
                : known.next(member.instance().get(), at.get());
    }

    /** When this node's process began to probe. */
    public Instant startedAt() {
        return startedAt;
    }

    /** The binary logs that stand still. */
    public FrozenCoordinates frozen() {
        return frozen;
    }

    /** When the replica was first seen to be in the I/O state that it is in, in an unbroken row of good probes. */
    Optional<Instant> stateSince(InstanceKey replica) {
        return Optional.ofNullable(threads.get(replica)).map(ThreadHistory::stateSince);
    }

    /**
     * Whether the replica received something from its source after the given moment, and that was seen by a probe not
     * older than the span before its latest.
     */
    boolean hasReceived(InstanceKey replica, Instant after, Duration span) {
        ThreadHistory history = threads.get(replica);
        return history != null
                && history.advancedAfter().isPresent()
                && !history.advancedAfter().get().isBefore(after)
                && !history.advanceSeenAt().plus(span).isBefore(history.observedAt());
    }
}
