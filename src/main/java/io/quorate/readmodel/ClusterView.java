package io.quorate.readmodel;

import io.quorate.analysis.AnalysisChangelog;
import io.quorate.analysis.Diagnosis;
import io.quorate.model.Annotations;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.util.List;
import java.util.Map;
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
    private final Verdict verdict;
    private final String alias;
    private final String domain;
    private final Memo memo = new Memo();

    /** What the analysis said with the topology, and what the gate for recoveries said to that. */
    record Verdict(List<Diagnosis> diagnoses, AnalysisChangelog changelog, Map<InstanceKey, String> refusals) {
        Verdict {
            diagnoses = List.copyOf(diagnoses);
            refusals = Map.copyOf(refusals);
        }
    }

    ClusterView(Topology topology, Verdict verdict, String alias, String domain) {
        this.topology = topology;
        this.verdict = verdict;
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

    /** What is wrong with it, ignored and downtimed servers included. */
    public List<Diagnosis> diagnoses() {
        return verdict.diagnoses();
    }

    /**
     * Why this server's failure is not repaired though its diagnosis allows it: a switch, a filter, an earlier recovery.
     * Empty when nothing is in the way, and on a node that does not lead.
     */
    public Optional<String> refusal(InstanceKey failed) {
        return Optional.ofNullable(verdict.refusals().get(failed));
    }

    /** How the diagnoses of its servers have changed. */
    public AnalysisChangelog changelog() {
        return verdict.changelog();
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
        return newAlias.equals(alias) ? this : new ClusterView(topology, verdict, newAlias, domain);
    }

    /** The same observations with what is said of the servers now; itself when nothing differs. */
    ClusterView annotated(Function<InstanceKey, Annotations> annotations) {
        boolean same = topology.members().stream().allMatch(m -> m.annotations().equals(annotations.apply(m.key())));
        return same ? this : new ClusterView(Topologies.annotated(topology, annotations), verdict, alias, domain);
    }
}
