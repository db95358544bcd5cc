package io.quorate.analysis;

import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with one server, at one moment.
 *
 * @param code {@link DiagnosisCode#NO_PROBLEM} when only warnings hold
 * @param warnings in their order; may be empty
 * @param facts all that was looked at
 * @param description one sentence for people
 * @param evidence what it rests on: the server's own probes first, then each replica's word
 * @param isDowntimed whether the server itself is downtimed
 * @param areReplicasDowntimed whether the code is about its replicas and all of them are downtimed
 * @param isIgnored whether {@code RecoveryIgnoreHostnameFilters} names its host: not acted upon, not shown by the old API
 * @param actionability how far one may go, downtime and filters left aside
 * @param emergencies what would bring missing evidence; none for a server that is downtimed or ignored
 */
public record Diagnosis(
        DiagnosisCode code,
        Set<StructureWarning> warnings,
        Facts facts,
        String description,
        List<Evidence> evidence,
        boolean isDowntimed,
        boolean areReplicasDowntimed,
        boolean isIgnored,
        Actionability actionability,
        List<EmergencyAction> emergencies) {

    public Diagnosis {
        warnings = warnings.isEmpty() ? Set.of() : EnumSet.copyOf(warnings);
        evidence = List.copyOf(evidence);
        emergencies = List.copyOf(emergencies);
    }

    /** The server in question. */
    public InstanceKey key() {
        return facts.key();
    }

    /** Whether automation leaves it alone because somebody announced a downtime; an operator's command does not. */
    public boolean isSkippable() {
        return isDowntimed || areReplicasDowntimed;
    }

    /** Whether a recovery may begin by itself, as far as the diagnosis goes. */
    public boolean isActionable() {
        return actionability.kind() == Actionability.Kind.ACTIONABLE && !isSkippable() && !isIgnored;
    }

    /** Whether it is to be registered as detected, be it acted upon or not. */
    public boolean isDetected() {
        return actionability.kind() != Actionability.Kind.NONE && !isSkippable() && !isIgnored;
    }

    /**
     * In the form that histories keep.
     *
     * @param clusterName the replication cluster's name
     * @param commandHint empty for a diagnosis by analysis, else the operator's command
     */
    public FailureSummary summary(String clusterName, String clusterAlias, String clusterDomain, String commandHint) {
        List<String> sentences = new ArrayList<>();
        evidence.forEach(e -> sentences.add(e.toString()));
        return new FailureSummary(
                key(),
                code.apiName(),
                description,
                sentences,
                clusterName,
                clusterAlias,
                clusterDomain,
                facts.isPrimary(),
                facts.isCoPrimary(),
                facts.replicaKeys(),
                commandHint);
    }

    /** {@code db1:3306: DeadMaster, ErrantGTIDStructureWarning}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(key() + ": " + code.apiName());
        warnings.forEach(warning -> text.append(", ").append(warning.apiName()));
        return text.toString();
    }
}
