package io.quorate.readmodel;

import io.quorate.analysis.AnalysisChangelog;
import io.quorate.analysis.Diagnosis;
import io.quorate.model.InstanceKey;
import io.quorate.model.Topology;
import java.util.List;
import java.util.Map;

/** The side of the read model that supervisors write to. May be called from any thread; never blocks for long. */
public interface ViewPublisher {

    /**
     * Replaces what is seen of the cluster that bears the topology's name.
     *
     * @param diagnoses what is wrong with it, in the order of the analysis
     * @param changelog how its diagnoses have changed
     * @param refusals by failed server, why no automatic recovery begins though its diagnosis asks for one
     */
    void publish(
            Topology topology,
            List<Diagnosis> diagnoses,
            AnalysisChangelog changelog,
            Map<InstanceKey, String> refusals);

    /** A cluster of which nothing was refused. */
    default void publish(Topology topology, List<Diagnosis> diagnoses, AnalysisChangelog changelog) {
        publish(topology, diagnoses, changelog, Map.of());
    }

    /** A cluster that nobody has diagnosed yet. */
    default void publish(Topology topology) {
        publish(topology, List.of(), AnalysisChangelog.EMPTY);
    }

    /** The cluster is gone, or has another name now. */
    void withdraw(String clusterName);

    /** An automatic recovery was refused because of an earlier one. */
    void recoveryBlocked(BlockedRecovery blocked);
}
