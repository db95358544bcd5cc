package io.quorate.app;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.readmodel.ClusterView;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts rounds of probes: each server of a cluster was probed once more, with or without success. */
final class RoundCounter {

    private final Map<InstanceKey, Set<Instant>> ends = new HashMap<>();

    void look(ClusterView cluster) {
        for (Member member : cluster.topology().members()) {
            Set<Instant> seen = ends.computeIfAbsent(member.key(), key -> new HashSet<>());
            member.observation().lastChecked().ifPresent(seen::add);
        }
    }

    /** Complete rounds since the first look. */
    int rounds() {
        return ends.values().stream().mapToInt(Set::size).min().orElse(1) - 1;
    }
}
