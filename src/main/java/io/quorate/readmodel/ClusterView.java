package io.quorate.readmodel;

import io.quorate.model.Annotations;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.util.Optional;
import java.util.function.Function;

/**
 * What this node sees of one replication cluster. Immutable.
 *
 * <p>The annotations of its members are those of the replicated state at the time the view was taken, not those the
 * topology was published with.
 */
public final class ClusterView {

    private final Topology topology;
    private final String alias;
    private final String domain;
    private final Memo memo = new Memo();

    ClusterView(Topology topology, String alias, String domain) {
        this.topology = topology;
        this.alias = alias;
        this.domain = domain;
    }

    /** The old systems' cluster name: the head's {@code host:port}. */
    public String name() {
        return topology.name();
    }

    /** What people call it; its name where nobody and nothing named it. */
    public String alias() {
        return alias;
    }

    /** Where applications reach its primary, as {@code DetectClusterDomainQuery} says; empty when not known. */
    public String domain() {
        return domain;
    }

    public Topology topology() {
        return topology;
    }

    public Optional<Member> member(InstanceKey key) {
        return topology.member(key);
    }

    public int size() {
        return topology.members().size();
    }

    /** What was rendered from this view. */
    public Memo memo() {
        return memo;
    }

    ClusterView named(String newAlias) {
        return newAlias.equals(alias) ? this : new ClusterView(topology, newAlias, domain);
    }

    /** The same observations with what is said of the servers now; itself when nothing differs. */
    ClusterView annotated(Function<InstanceKey, Annotations> annotations) {
        boolean same = topology.members().stream().allMatch(m -> m.annotations().equals(annotations.apply(m.key())));
        return same ? this : new ClusterView(Topologies.annotated(topology, annotations), alias, domain);
    }
}
