package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which servers lost their source with a failed one: its replicas, and in place of a replica that does not answer
 * either, that one's replicas. Whatever hangs below a replica that answers stays there.
 */
final class Orphans {

    private Orphans() {}

    /** Those that answer. */
    static List<Member> reachable(Topology topology, InstanceKey failed) {
        List<Member> found = new ArrayList<>();
        walk(topology, failed, found, new ArrayList<>(), new HashSet<>(Set.of(failed)));
        return found;
    }

    /** Those that do not. */
    static List<Member> unreachable(Topology topology, InstanceKey failed) {
        List<Member> found = new ArrayList<>();
        walk(topology, failed, new ArrayList<>(), found, new HashSet<>(Set.of(failed)));
        return found;
    }

    private static void walk(
            Topology topology, InstanceKey above, List<Member> answering, List<Member> silent, Set<InstanceKey> seen) {
        for (Member replica : topology.replicasOf(above)) {
            if (!seen.add(replica.key())) {
                continue;
            }
            if (replica.isLastCheckValid()) {
                answering.add(replica);
            } else {
                silent.add(replica);
                walk(topology, replica.key(), answering, silent, seen);
            }
        }
    }
}
