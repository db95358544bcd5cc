package io.quorate.analysis;

import static io.quorate.analysis.DiagnosisCode.*;

import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.ProbeFailure;
import io.quorate.model.Topology;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Diagnoses a replication cluster. Pure: the same topology, memory and time give the same diagnoses.
 *
 * <p>Each server is looked at in the part of a source: its own probes, and what its replicas say of it. A server in
 * maintenance is not judged (somebody works on it); it still counts as a replica.
 */
public final class Analyzer {

    /** Codes about replicas, which are no news when all replicas are downtimed. */
    private static final Set<DiagnosisCode> ABOUT_REPLICAS = EnumSet.of(
            ALL_PRIMARY_REPLICAS_NOT_REPLICATING,
            ALL_PRIMARY_REPLICAS_NOT_REPLICATING_OR_DEAD,
            PRIMARY_SINGLE_REPLICA_DEAD,
            ALL_CO_PRIMARY_REPLICAS_NOT_REPLICATING,
            DEAD_INTERMEDIATE_SOURCE_WITH_SINGLE_REPLICA,
            DEAD_INTERMEDIATE_SOURCE_WITH_SINGLE_REPLICA_FAILING_TO_CONNECT,
            DEAD_INTERMEDIATE_SOURCE_AND_REPLICAS,
            DEAD_INTERMEDIATE_SOURCE_AND_SOME_REPLICAS,
            ALL_INTERMEDIATE_SOURCE_REPLICAS_FAILING_TO_CONNECT_OR_DEAD,
            ALL_INTERMEDIATE_SOURCE_REPLICAS_NOT_REPLICATING);

    private Analyzer() {}

    /**
     * What is wrong with the cluster's servers, downtimed and ignored ones included; servers with neither a code nor a
     * warning are left out. Primaries first, then by number of replicas.
     *
     * @param memory with this topology taken in ({@link AnalysisMemory#after})
     */
    public static List<Diagnosis> analyze(
            Topology topology, AnalysisSettings settings, AnalysisMemory memory, Instant now) {
        List<Diagnosis> found = new ArrayList<>();
        for (Member member : topology.members()) {
            if (wasLookedAt(member.observation()) && !member.annotations().isInMaintenanceAt(now)) {
                Facts facts = Facts.of(member, topology, settings, memory, now);
                if (!settings.reducesEntries() || isOfInterest(facts)) {
                    diagnose(facts).filter(Analyzer::saysSomething).ifPresent(found::add);
                }
            }
        }
        if (found.size() > 1) {
            found.sort(order(topology.name()));
        }
        return found;
    }

    /** As {@link #analyze(Topology, AnalysisSettings, AnalysisMemory, Instant)}, remembering nothing but this look. */
    public static List<Diagnosis> analyze(Topology topology, AnalysisSettings settings, Instant now) {
        return analyze(
                topology, settings, AnalysisMemory.startingAt(Instant.EPOCH).after(topology), now);
    }

    /** The diagnosis of one server, be it without any problem or in maintenance; for commands that name a server. */
    public static Diagnosis examine(
            Member member, Topology topology, AnalysisSettings settings, AnalysisMemory memory, Instant now) {
        Facts facts = Facts.of(member, topology, settings, memory, now);
        return diagnose(facts).orElseGet(() -> healthy(facts));
    }

    /** A server that was just named is not judged before a first probe of it has ended. */
    private static boolean wasLookedAt(Observation observation) {
        return observation.lastChecked().isPresent();
    }

    private static boolean isOfInterest(Facts facts) {
        return !facts.isValid() || facts.replicas().count() > 0 || facts.isFailingToConnect();
    }

    private static boolean saysSomething(Diagnosis diagnosis) {
        return diagnosis.code() != NO_PROBLEM || !diagnosis.warnings().isEmpty();
    }

    private static Comparator<Diagnosis> order(String clusterName) {
        return Comparator.<Diagnosis>comparingInt(d -> d.facts().isPrimary() ? 0 : 1)
                .thenComparingInt(d -> d.key().toString().equals(clusterName) ? 0 : 1)
                .thenComparingInt(d -> -d.facts().replicas().count())
                .thenComparing(Diagnosis::key);
    }

    // ---- one server

    private static Optional<Diagnosis> diagnose(Facts facts) {
        Optional<Rule> rule = Rules.TABLE.firstThatHolds(facts);
        Set<StructureWarning> warnings = StructureRules.thatHold(facts);
        if (rule.isEmpty() && warnings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(rule.isPresent() ? diagnosis(rule.get(), warnings, facts) : structure(warnings, facts));
    }

    private static Diagnosis diagnosis(Rule rule, Set<StructureWarning> warnings, Facts facts) {
        DiagnosisCode code = rule.code();
        Actionability verdict = Judge.judge(code, facts);
        boolean isDowntimed = facts.member().isDowntimedAt(facts.now());
        boolean areReplicasDowntimed =
                ABOUT_REPLICAS.contains(code) && facts.replicas().areAllDowntimed();
        boolean isIgnored = facts.settings().ignores(facts.key().host());
        boolean isLeftAlone = isDowntimed || areReplicasDowntimed || isIgnored;
        return new Diagnosis(
                code,
                warnings,
                facts,
                rule.says().apply(facts),
                evidence(facts),
                isDowntimed,
                areReplicasDowntimed,
                isIgnored,
                verdict,
                isLeftAlone ? List.of() : Emergencies.of(code, facts, verdict));
    }

    private static Diagnosis structure(Set<StructureWarning> warnings, Facts facts) {
        return noProblem(warnings, facts, "Nothing is broken; the cluster is not built well");
    }

    private static Diagnosis healthy(Facts facts) {
        return noProblem(Set.of(), facts, "Nothing is wrong");
    }

    private static Diagnosis noProblem(Set<StructureWarning> warnings, Facts facts, String sentence) {
        return new Diagnosis(
                NO_PROBLEM,
                warnings,
                facts,
                sentence,
                List.of(),
                facts.member().isDowntimedAt(facts.now()),
                false,
                facts.settings().ignores(facts.key().host()),
                Actionability.none("Nothing is broken"),
                List.of());
    }

    private static List<Evidence> evidence(Facts facts) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(ownProbes(facts));
        facts.witnesses().forEach(witness -> evidence.add(witness.evidence(facts.key())));
        return evidence;
    }

    private static Evidence ownProbes(Facts facts) {
        Observation seen = facts.member().observation();
        Instant at = seen.lastChecked().orElse(facts.now());
        if (facts.isValid()) {
            return new Evidence(facts.key(), seen.lastSeen().orElse(at), "answers");
        }
        Instant since = facts.failingSince().orElse(at).truncatedTo(ChronoUnit.MILLIS);
        String why = facts.failure().map(ProbeFailure::message).orElse("a probe has not ended");
        String attempts = facts.failedAttempts() == 1 ? "1 attempt" : facts.failedAttempts() + " attempts in a row";
        return new Evidence(facts.key(), at, "does not answer since " + since + " (" + attempts + " failed): " + why);
    }
}
