package io.quorate.model;

import io.quorate.model.gtid.GtidSet;
import java.util.Optional;

/**
 * What a server says of global transaction ids. Each part is empty when the server has no such thing or did not tell.
 *
 * @param mode {@code gtid_mode} as text ({@code ON}, {@code OFF_PERMISSIVE} …); empty on MariaDB
 * @param executed {@code gtid_executed}; on MariaDB {@code gtid_current_pos} (or {@code
 *     gtid_binlog_pos} if that is empty) united with {@code gtid_binlog_state}, which tells who wrote what
 * @param purged {@code gtid_purged}; empty on MariaDB
 * @param errant what this server has and its source has not, computed when both were probed; empty set when none
 */
public record GtidState(String mode, Optional<GtidSet> executed, Optional<GtidSet> purged, Optional<GtidSet> errant) {

    public static final GtidState NONE = new GtidState("", Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether the server can position replicas by Oracle GTIDs. */
    public boolean supportsOracleGtid() {
        return !mode.isEmpty() && !mode.equals("OFF");
    }

    public boolean hasErrant() {
        return errant.isPresent() && !errant.get().isEmpty();
    }

    public GtidState withErrant(GtidSet set) {
        return new GtidState(mode, executed, purged, Optional.of(set));
    }
}
