package io.quorate.readmodel;

import io.quorate.model.Annotations;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.util.function.Function;

/** Rebuilding a topology from the same observations. */
final class Topologies {

    private Topologies() {}

    static Topology annotated(Topology topology, Function<InstanceKey, Annotations> annotations) {
        return Topology.of(
                topology.name(),
                topology.members().stream().map(Member::observation).toList(),
                annotations);
    }
}
