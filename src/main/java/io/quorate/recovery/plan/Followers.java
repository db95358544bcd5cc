package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import io.quorate.model.gtid.GtidSet;
import io.quorate.operations.plan.GtidReach;
import io.quorate.operations.plan.ReplicationCompatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which replicas will follow the promoted one, and why the others cannot. Every replica of the failed primary is in one
 * of the two.
 */
record Followers(List<Contender> movable, SortedMap<InstanceKey, String> lost) {

    /** @param silent replicas that could not be measured, each with the reason */
    static Followers of(
            Contender successor,
            CatchUp catchUp,
            Contenders contenders,
            Map<InstanceKey, String> silent,
            ReplicationCompatibility compatibility) {
        List<Contender> movable = new ArrayList<>();
        SortedMap<InstanceKey, String> lost = new TreeMap<>(silent);
        for (Contender replica : contenders.all()) {
            if (!replica.key().equals(successor.key())) {
                reasonAgainst(replica, successor, catchUp, compatibility)
                        .ifPresentOrElse(why -> lost.put(replica.key(), why), () -> movable.add(replica));
            }
        }
        return new Followers(movable, lost);
    }

    private static Optional<String> reasonAgainst(
            Contender replica, Contender successor, CatchUp catchUp, ReplicationCompatibility compatibility) {
        List<String> reasons = compatibility.reasonsAgainst(replica.instance(), successor.instance());
        if (!reasons.isEmpty()) {
            return Optional.of(String.join("; ", reasons));
        }
        if (replica.positioning().isEmpty() || catchUp.reached().isEmpty()) {
            return Optional.of("it cannot be placed below another server without GTIDs");
        }
        if (!catchUp.covers(replica)) {
            GtidSet ahead =
                    replica.progress().orElseThrow().subtract(catchUp.reached().get());
            return Optional.of("it has " + ahead.count() + " transactions that " + successor.key() + " cannot get: "
                    + ahead.toLine());
        }
        return GtidReach.reasonAgainst(
                replica.key(),
                replica.executed().orElseThrow(),
                successor.key(),
                successor.instance().gtid().purged());
    }
}
