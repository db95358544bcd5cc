package io.quorate.analysis;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How diagnoses have changed. Immutable. Only servers with replicas are followed, and only their main code; going back
 * to {@link DiagnosisCode#NO_PROBLEM} is a change, the first code of a server is not. A server in maintenance keeps
 * its last code.
 *
 * <p>A value of one cluster and one node: it is not replicated. It keeps the latest {@value #MOST} changes.
 */
public final class AnalysisChangelog {

    /** A cluster that flaps shall not fill the memory. */
    static final int MOST = 1000;

    /** Nothing was diagnosed yet. */
    public static final AnalysisChangelog EMPTY = new AnalysisChangelog(Map.of(), List.of());

    private final Map<InstanceKey, DiagnosisCode> latest;
    private final List<Entry> entries;

    /** From then on the server had that code. */
    public record Entry(InstanceKey key, Instant at, DiagnosisCode code) {}

    private AnalysisChangelog(Map<InstanceKey, DiagnosisCode> latest, List<Entry> entries) {
        this.latest = latest;
        this.entries = entries;
    }

    /** With the diagnoses of this topology; itself when none has changed. */
    public AnalysisChangelog after(Topology topology, List<Diagnosis> diagnoses, Instant now) {
        Map<InstanceKey, DiagnosisCode> codes = latest;
        List<Entry> changes = List.of();
        for (Member member : topology.members()) {
            if (!topology.replicasOf(member.key()).isEmpty()
                    && !member.annotations().isInMaintenanceAt(now)) {
                DiagnosisCode code = codeOf(member.key(), diagnoses);
                DiagnosisCode before = latest.get(member.key());
                if (code != before) {
                    codes = codes == latest ? new HashMap<>(latest) : codes;
                    codes.put(member.key(), code);
                    if (before != null) {
                        changes = changes.isEmpty() ? new ArrayList<>(entries) : changes;
                        changes.add(new Entry(member.key(), now, code));
                    }
                }
            }
        }
        return codes == latest ? this : new AnalysisChangelog(codes, changes.isEmpty() ? entries : newest(changes));
    }

    private static List<Entry> newest(List<Entry> changes) {
        return List.copyOf(changes.subList(Math.max(0, changes.size() - MOST), changes.size()));
    }

    private static DiagnosisCode codeOf(InstanceKey key, List<Diagnosis> diagnoses) {
        for (Diagnosis diagnosis : diagnoses) {
            if (diagnosis.key().equals(key)) {
                return diagnosis.code();
            }
        }
        return DiagnosisCode.NO_PROBLEM;
    }

    /** Without changes older than that, and without servers that are gone from the topology. */
    public AnalysisChangelog expire(Topology topology, Duration keep, Instant now) {
        Map<InstanceKey, DiagnosisCode> known = new HashMap<>(latest);
        known.keySet().removeIf(key -> topology.member(key).isEmpty());
        List<Entry> kept =
                entries.stream().filter(e -> !e.at().plus(keep).isBefore(now)).toList();
        return new AnalysisChangelog(known, kept);
    }

    /** The changes by server, then by time. */
    public List<Entry> entries() {
        return entries.stream()
                .sorted(Comparator.comparing(Entry::key).thenComparing(Entry::at))
                .toList();
    }

    /** The latest code of a server with replicas; empty before the first diagnosis. */
    public Optional<DiagnosisCode> latest(InstanceKey key) {
        return Optional.ofNullable(latest.get(key));
    }
}
