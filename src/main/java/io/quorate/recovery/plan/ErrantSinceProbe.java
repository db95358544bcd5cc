package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.gtid.GtidSet;
import io.quorate.model.gtid.GtidSource;
import io.quorate.model.gtid.MariaDbGtid;
import io.quorate.model.gtid.MariaDbGtidSet;
import io.quorate.model.gtid.OracleGtidSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Errant transactions of a replica as known before the failure, together with what was written on it since: what bears
 * the replica's own name and was not known to the primary. Without the second part, a write on a replica shortly before
 * the primary died would make that replica look like the most advanced one.
 */
final class ErrantSinceProbe {

    private ErrantSinceProbe() {}

    static Optional<GtidSet> of(Instance replica, Optional<GtidSet> executed, Optional<Instance> primary) {
        Optional<GtidSet> before = replica.gtid().errant();
        Optional<GtidSet> known = primary.flatMap(p -> p.gtid().executed());
        if (executed.isEmpty() || known.isEmpty()) {
            return before;
        }
        GtidSet since = executed.get()
                .fold(
                        oracle -> ownOf(oracle, replica.serverUuid(), known.get()),
                        mariaDb -> ownOf(mariaDb, replica.serverId(), known.get()));
        return Optional.of(before.map(b -> b.union(since)).orElse(since));
    }

    private static GtidSet ownOf(OracleGtidSet executed, String serverUuid, GtidSet known) {
        return GtidSource.parseUuid(serverUuid)
                .<GtidSet>map(own -> executed.onlyUuids(Set.of(own)).subtract(known))
                .orElse(OracleGtidSet.empty());
    }

    private static GtidSet ownOf(MariaDbGtidSet executed, long serverId, GtidSet known) {
        List<MariaDbGtid> own = executed.subtract(known).heads().stream()
                .filter(head -> head.server() == serverId)
                .toList();
        return MariaDbGtidSet.of(own);
    }
}
