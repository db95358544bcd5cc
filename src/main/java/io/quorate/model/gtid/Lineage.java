package io.quorate.model.gtid;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Whose transactions a replica may have although its source, read a moment earlier or later, does not show them yet:
 * everyone above it in the replication chain, and the group it belongs to. Used by {@link ErrantGtids}.
 *
 * @param uuids server UUIDs of the ancestors, and the names under which their group numbers transactions
 * @param serverIds server ids of the ancestors; only MariaDB's GTIDs carry them
 */
public record Lineage(Set<UUID> uuids, Set<Long> serverIds) {

    public Lineage {
        uuids = Set.copyOf(uuids);
        serverIds = Set.copyOf(serverIds);
    }

    public static Lineage none() {
        return new Lineage(Set.of(), Set.of());
    }

    /**
     * The lineage with {@code uuids} added: an ancestor's server UUID, {@code group_replication_group_name},
     * {@code group_replication_view_change_uuid} unless that is {@code AUTOMATIC}; of a co-primary also its own.
     */
    public Lineage withUuids(Collection<UUID> added) {
        Set<UUID> all = new HashSet<>(uuids);
        all.addAll(added);
        return new Lineage(all, serverIds);
    }

    /** The lineage with {@code added} server ids: those of the ancestors; of a co-primary also its own. */
    public Lineage withServerIds(Collection<Long> added) {
        Set<Long> all = new HashSet<>(serverIds);
        all.addAll(added);
        return new Lineage(uuids, all);
    }
}
