package io.quorate.model;

import java.util.Locale;

/** What can be wrong with one server by itself, without looking at its neighbours. */
public enum Problem {
    LAST_CHECK_INVALID,
    NOT_RECENTLY_CHECKED,
    NOT_REPLICATING,
    REPLICATION_LAG,
    ERRANT_GTID,
    GROUP_REPLICATION_MEMBER_NOT_ONLINE;

    /** The word that clients match on, e.g. {@code not_replicating}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
