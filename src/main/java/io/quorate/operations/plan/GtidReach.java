package io.quorate.operations.plan;

import io.quorate.model.InstanceKey;
import io.quorate.model.gtid.GtidSet;
import java.util.Optional;

/** Whether a source's binary logs still hold what a replica lacks. */
public final class GtidReach {

    private GtidReach() {}

    /**
     * Why not, in a sentence; empty when the replica will find all it needs. MariaDB does not tell what it purged: then
     * nothing is found against it.
     *
     * @param executed of the replica
     * @param purged of the source, {@code gtid_purged}
     */
    public static Optional<String> reasonAgainst(
            InstanceKey replica, GtidSet executed, InstanceKey source, Optional<GtidSet> purged) {
        return purged.filter(gone -> !executed.contains(gone))
                .map(gone -> source + " has purged transactions that " + replica + " never executed: "
                        + gone.subtract(executed).toLine());
    }
}
