package io.quorate.operations.run;

import io.quorate.model.InstanceKey;
import io.quorate.mysql.ReplicationStatus;
import io.quorate.operations.plan.Strand.IfItFails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a plan.
 *
 * @param strands those of the stages that were begun, in the plan's order
 * @param readings of the steps that read positions, the last one for each server
 */
public record PlanReport(List<StrandReport> strands, Map<InstanceKey, ReplicationStatus> readings) {

    public PlanReport {
        strands = List.copyOf(strands);
        readings = Map.copyOf(readings);
    }

    /** This one, and then what came of the next plan. */
    public PlanReport then(PlanReport next) {
        List<StrandReport> all = new ArrayList<>(strands);
        all.addAll(next.strands);
        Map<InstanceKey, ReplicationStatus> latest = new HashMap<>(readings);
        latest.putAll(next.readings);
        return new PlanReport(all, latest);
    }

    /** Strands that did not get to their end. */
    public List<StrandReport> failures() {
        return strands.stream().filter(s -> !s.isDone()).toList();
    }

    /** The strand whose failure ended the plan; empty when it was carried out. */
    public Optional<StrandReport> abortedAt() {
        return strands.stream().filter(s -> !s.isDone() && isEnd(s)).findFirst();
    }

    private static boolean isEnd(StrandReport strand) {
        boolean isFenced = strand.failure().map(f -> f.outcome().isFenced()).orElse(false);
        return isFenced || strand.strand().ifItFails() == IfItFails.ABORT;
    }

    /** Why the fence was closed; empty when it stayed open. */
    public Optional<String> fenced() {
        return strands.stream()
                .flatMap(s -> s.failure().stream())
                .filter(f -> f.outcome().isFenced())
                .map(f -> f.outcome().reason())
                .findFirst();
    }

    public boolean isDone() {
        return abortedAt().isEmpty();
    }
}
