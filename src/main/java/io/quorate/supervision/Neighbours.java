package io.quorate.supervision;

import io.quorate.model.GroupMembership;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The servers a probed server knows of: those it replicates from, those that replicate from it, its group. */
final class Neighbours {

    private Neighbours() {}

    /** Those that the filters let through; valid keys only. */
    static NavigableSet<InstanceKey> of(Instance instance, DiscoverySettings settings) {
        NavigableSet<InstanceKey> found = new TreeSet<>();
        instance.channels().stream()
                .map(channel -> channel.source())
                .filter(settings::follows)
                .forEach(found::add);
        instance.replicas().stream().filter(settings::descendsTo).forEach(found::add);
        instance.group().map(GroupMembership::members).orElse(List.of()).stream()
                .filter(settings::descendsTo)
                .forEach(found::add);
        return found;
    }
}
