package io.quorate.supervision;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.gtid.ErrantGtids;
import io.quorate.model.gtid.GtidSet;
import io.quorate.model.gtid.GtidSource;
import io.quorate.model.gtid.Lineage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Fills in what a probe of one server alone cannot tell: transactions it has and its source has not. */
final class ErrantCheck {

    private ErrantCheck() {}

    /** The instance with its errant set, as far as the last readings of the servers above it tell. */
    static Instance fill(Instance instance, Map<InstanceKey, Observation> known) {
        Optional<Instance> source = instance.above().map(known::get).flatMap(Observation::instance);
        Optional<GtidSet> own = instance.gtid().executed();
        Optional<GtidSet> theirs = source.flatMap(s -> s.gtid().executed());
        if (own.isEmpty() || theirs.isEmpty()) {
            return instance;
        }
        return ErrantGtids.of(own.get(), theirs.get(), lineage(instance, known))
                .map(errant -> instance.withGtid(instance.gtid().withErrant(errant)))
                .orElse(instance);
    }

    private static Lineage lineage(Instance instance, Map<InstanceKey, Observation> known) {
        List<UUID> uuids = new ArrayList<>();
        List<Long> serverIds = new ArrayList<>();
        Set<InstanceKey> walked = new HashSet<>(Set.of(instance.key()));
        Optional<InstanceKey> at = instance.above();
        while (at.isPresent() && walked.add(at.get())) {
            Optional<Instance> ancestor =
                    Optional.ofNullable(known.get(at.get())).flatMap(Observation::instance);
            ancestor.ifPresent(a -> {
                GtidSource.parseUuid(a.serverUuid()).ifPresent(uuids::add);
                serverIds.add(a.serverId());
            });
            at = ancestor.flatMap(Instance::above);
        }
        if (at.isPresent() && at.get().equals(instance.key())) {
            // A ring: what it wrote itself comes back to it.
            GtidSource.parseUuid(instance.serverUuid()).ifPresent(uuids::add);
            serverIds.add(instance.serverId());
        }
        instance.group().flatMap(g -> GtidSource.parseUuid(g.groupName())).ifPresent(uuids::add);
        return Lineage.none().withUuids(uuids).withServerIds(serverIds);
    }
}
