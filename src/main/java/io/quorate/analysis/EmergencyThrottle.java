package io.quorate.analysis;

import io.quorate.model.InstanceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps emergency actions from being done to one server too often. Immutable; the owner keeps the {@link Answer#next}
 * one. An instance may be probed and restarted independently of each other; reading a server as a source and reading
 * it as a replica is the same thing.
 */
public final class EmergencyThrottle {

    /** Nothing was done yet. */
    public static final EmergencyThrottle NONE = new EmergencyThrottle(Map.of());

    /** What is older than this is forgotten; no rhythm is slower. */
    private static final Duration LONGEST_RHYTHM = Duration.ofMinutes(10);

    private final Map<Done, Instant> last;

    private record Done(InstanceKey key, boolean isRestart) {}

    /**
     * @param isAllowed whether it may be done now
     * @param next the throttle from now on
     */
    public record Answer(boolean isAllowed, EmergencyThrottle next) {}

    /**
     * @param targets those it may be done to now, possibly none
     * @param next the throttle from now on
     */
    public record Selection(List<InstanceKey> targets, EmergencyThrottle next) {}

    private EmergencyThrottle(Map<Done, Instant> last) {
        this.last = last;
    }

    /** Whether the action may be done to the server now; if so, it counts as done. */
    public Answer allow(InstanceKey key, EmergencyAction action, Instant now) {
        Selection selection = select(List.of(key), action, now);
        return new Answer(!selection.targets().isEmpty(), selection.next());
    }

    /** To which of its targets the action may be done now; to those it counts as done. */
    public Selection allow(EmergencyAction action, Instant now) {
        return select(action.targets(), action, now);
    }

    private Selection select(List<InstanceKey> keys, EmergencyAction action, Instant now) {
        boolean isRestart = action.kind() == EmergencyAction.Kind.RESTART_REPLICA_IO_THREADS;
        List<InstanceKey> allowed = keys.stream()
                .filter(key -> isDue(last.get(new Done(key, isRestart)), action.atMostEvery(), now))
                .toList();
        if (allowed.isEmpty()) {
            return new Selection(allowed, this);
        }
        Map<Done, Instant> next = new HashMap<>(last);
        next.values().removeIf(at -> at.plus(LONGEST_RHYTHM).isBefore(now));
        allowed.forEach(key -> next.put(new Done(key, isRestart), now));
        return new Selection(allowed, new EmergencyThrottle(next));
    }

    private static boolean isDue(@Nullable Instant done, Duration atMostEvery, Instant now) {
        return done == null || !done.plus(atMostEvery).isAfter(now);
    }
}
