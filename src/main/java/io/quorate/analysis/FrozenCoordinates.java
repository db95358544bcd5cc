package io.quorate.analysis;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.SemiSync;
import io.quorate.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long the binary logs of servers that wait for too few semi-synchronous replicas have not moved. Immutable. A
 * server is remembered for as long as it goes on waiting; when its log moves, counting begins anew.
 *
 * <p>Time is counted between good probes, not up to now: a server that stopped answering is not "locked" for longer.
 */
public final class FrozenCoordinates {

    /** Nothing is known to stand still. */
    public static final FrozenCoordinates NONE = new FrozenCoordinates(Map.of());

    private final Map<InstanceKey, Mark> marks;

    private record Mark(BinlogCoordinates coordinates, Instant since) {}

    private FrozenCoordinates(Map<InstanceKey, Mark> marks) {
        this.marks = marks;
    }

    /** As of these observations; itself when nothing has changed. */
    public FrozenCoordinates after(Topology topology) {
        Map<InstanceKey, Mark> next = null;
        for (Member member : topology.members()) {
            Optional<Mark> mark = waiting(member);
            if (mark.isPresent()) {
                next = next == null ? new HashMap<>() : next;
                next.put(member.key(), mark.get());
            }
        }
        if (next == null) {
            return marks.isEmpty() ? this : NONE;
        }
        return next.equals(marks) ? this : new FrozenCoordinates(next);
    }

    private Optional<Mark> waiting(Member member) {
        if (member.instance().isEmpty()
                || member.observation().lastSeen().isEmpty()
                || !isShortOfReplicas(member.instance().get().semiSync())) {
            return Optional.empty();
        }
        BinlogCoordinates at = member.instance().get().binaryLog().coordinates();
        Mark known = marks.get(member.key());
        if (known != null && known.coordinates().equals(at)) {
            return Optional.of(known);
        }
        return member.observation().lastSeen().map(since -> new Mark(at, since));
    }

    /** Whether commits wait for more acknowledgements than there are replicas connected to give them. */
    static boolean isShortOfReplicas(SemiSync semiSync) {
        return semiSync.sourceEnabled()
                && semiSync.sourceActive()
                && semiSync.waitForReplicas() > 0
                && semiSync.sourceClients() < semiSync.waitForReplicas();
    }

    /** Whether the server was seen waiting with the same coordinates for longer than that. */
    public boolean isFrozenFor(Member member, Duration span) {
        Mark mark = marks.get(member.key());
        Optional<Instant> lastSeen = member.observation().lastSeen();
        Optional<BinlogCoordinates> at =
                member.instance().map(Instance::binaryLog).map(log -> log.coordinates());
        return mark != null
                && lastSeen.isPresent()
                && at.equals(Optional.of(mark.coordinates()))
                && mark.since().plus(span).isBefore(lastSeen.get());
    }
}
