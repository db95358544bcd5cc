package io.quorate.raft.core;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configurations that the snapshot and the log contain, in order. The last one is in force, committed or not (thesis
 * §4.1); cutting the log brings the one before back into force (pitfall "configuration not rolled back").
 */
record Configurations(List<Placed> placed) {

    /** One configuration and the entry it came with. */
    record Placed(long index, Configuration configuration) {}

    Configurations {
        placed = List.copyOf(placed);
    }

    static Configurations of(Optional<SnapshotMeta> snapshot, Log log) {
        Configurations base = new Configurations(snapshot.stream()
                .map(meta -> new Placed(meta.configurationIndex(), meta.configuration()))
                .toList());
        long reached = snapshot.map(SnapshotMeta::index).orElse(0L);
        return base.with(log.slice(Math.max(reached + 1, log.firstIndex()), log.lastIndex()));
    }

    /** The last of entries that continue what is here. */
    Configurations with(List<Entry> entries) {
        List<Placed> more = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.content() instanceof Entry.Membership membership) {
                more.add(new Placed(entry.index(), membership.configuration()));
            }
        }
        if (more.isEmpty()) {
            return this;
        }
        more.addAll(0, placed);
        return new Configurations(more);
    }

    /** Without what came with the entry at {@code from} or a later one. */
    Configurations truncate(long from) {
        return placed.isEmpty() || placed.get(placed.size() - 1).index < from
                ? this
                : new Configurations(placed.stream().filter(p -> p.index < from).toList());
    }

    Optional<Placed> latest() {
        return at(Long.MAX_VALUE);
    }

    /** The one in force at an entry; empty before the first one, or where that is no longer known. */
    Optional<Placed> at(long index) {
        for (int i = placed.size() - 1; i >= 0; i--) {
            if (placed.get(i).index <= index) {
                return Optional.of(placed.get(i));
            }
        }
        return Optional.empty();
    }
}
