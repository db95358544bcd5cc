package io.quorate.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people and earlier recoveries said of one server; comes from the replicated state, so all nodes agree on it.
 *
 * @param downtime the latest one, be it over
 * @param maintenance the latest one, be it over
 * @param registeredRule a promotion rule that was registered and has not expired
 * @param unresolvedHost the name to use when other servers shall replicate from this one; empty for its own
 */
public record Annotations(
        Optional<Downtime> downtime,
        Optional<Maintenance> maintenance,
        Optional<PromotionRule> registeredRule,
        SortedMap<String, String> tags,
        String unresolvedHost) {

    public static final Annotations NONE =
            new Annotations(Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>(), "");

    public Annotations {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    public boolean isDowntimedAt(Instant now) {
        return downtime.map(d -> d.isActiveAt(now)).orElse(false);
    }

    public boolean isInMaintenanceAt(Instant now) {
        return maintenance.map(m -> m.isActiveAt(now)).orElse(false);
    }
}
