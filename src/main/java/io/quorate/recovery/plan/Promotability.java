package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.Member;
import io.quorate.model.Place;
import io.quorate.model.PromotionRule;
import io.quorate.recovery.plan.RecoveryPolicy.Constraints;
import io.quorate.recovery.plan.RecoveryPolicy.RelayLogs;
import java.util.ArrayList;
import java.util.List;

/** Who may be promoted: the operator's constraints and what a primary must be able to do, as one list of objections. */
final class Promotability {

    private final Member failed;
    private final Constraints constraints;
    private final Majority majority;

    Promotability(Member failed, Constraints constraints, Majority majority) {
        this.failed = failed;
        this.constraints = constraints;
        this.majority = majority;
    }

    /** All there is against this replica, once it was measured; empty when it may be promoted. */
    List<Objection> objections(Contender contender) {
        List<Objection> found = standing(contender);
        addBacklogObjection(contender, found);
        return found;
    }

    /** What is against it whatever its relay logs hold; can be told before anything is touched. */
    List<Objection> standing(Contender contender) {
        List<Objection> found = new ArrayList<>();
        addRuleObjections(contender, found);
        addLogObjections(contender.instance(), found);
        addPlaceObjections(contender.member(), found);
        addProgressObjections(contender, found);
        return found;
    }

    private void addRuleObjections(Contender contender, List<Objection> found) {
        if (contender.rule() == PromotionRule.MUST_NOT) {
            found.add(Objection.firm("its promotion rule is must_not"));
        }
        constraints.ignoredHosts().stream()
                .filter(p -> p.matcher(contender.key().toString()).find())
                .findFirst()
                .ifPresent(p -> found.add(Objection.firm("PromotionIgnoreHostnameFilters names it (" + p + ")")));
        if (contender.instance().isBinlogServer()) {
            found.add(Objection.firm("it is a binlog server"));
        }
    }

    private void addLogObjections(Instance instance, List<Objection> found) {
        if (!instance.binaryLog().isEnabled()) {
            found.add(Objection.firm("it has no binary log"));
        } else if (!instance.binaryLog().logsReplicaUpdates()) {
            found.add(Objection.firm("it does not log what it replicates (log_replica_updates is off)"));
        }
        if (majority.version().isOlderLineThan(instance.version())) {
            found.add(Objection.overridable("its version " + instance.version().line() + " is above the "
                    + majority.version().line() + " of most replicas"));
        }
        if (instance.binaryLog().formatRank() > majority.formatRank()) {
            found.add(Objection.overridable("it logs as " + instance.binaryLog().format()
                    + ", which most replicas, logging in a smaller format, cannot take"));
        }
    }

    private void addPlaceObjections(Member candidate, List<Objection> found) {
        if (failed.instance().isEmpty() && (constraints.sameDataCenter() || constraints.sameRegion())) {
            found.add(Objection.firm("the place of " + failed.key() + " is unknown, and it may not be left"));
            return;
        }
        Place here = failed.place();
        Place there = candidate.place();
        if (constraints.sameDataCenter() && !here.dataCenter().equals(there.dataCenter())) {
            found.add(Objection.firm("it is in data center '" + there.dataCenter() + "', not in '" + here.dataCenter()
                    + "' (PreventCrossDataCenterMasterFailover)"));
        }
        if (constraints.sameRegion() && !here.region().equals(there.region())) {
            found.add(Objection.firm("it is in region '" + there.region() + "', not in '" + here.region()
                    + "' (PreventCrossRegionMasterFailover)"));
        }
    }

    private void addProgressObjections(Contender contender, List<Objection> found) {
        if (contender.isDelayed()) {
            found.add(Objection.overridable("it is delayed on purpose by "
                    + contender.channel().configuredDelay().toSeconds() + " s"));
        }
        if (contender.hasErrant()) {
            found.add(Objection.overridable("it has errant transactions: "
                    + contender.errant().orElseThrow().toLine()));
        }
        addLagObjection(contender, found);
    }

    private void addBacklogObjection(Contender contender, List<Objection> found) {
        boolean isBehind = !contender.isApplied();
        if (isBehind && contender.channel().sqlError().isPresent()) {
            found.add(Objection.firm(
                    "its SQL thread stopped with error " + contender.channel().sqlError()));
        } else if (isBehind && constraints.relayLogs() == RelayLogs.REFUSE) {
            found.add(Objection.firm("its relay logs are not applied yet (FailMasterPromotionIfSQLThreadNotUpToDate)"));
        }
    }

    private void addLagObjection(Contender contender, List<Objection> found) {
        constraints.lagLimit().ifPresent(limit -> {
            boolean isWithin = contender.member().lag().fold(lag -> lag.compareTo(limit) < 0, () -> false);
            if (!isWithin) {
                found.add(Objection.overridable("its lag (" + contender.member().lag() + ") is not below "
                        + limit.toMinutes() + " min (FailMasterPromotionOnLagMinutes)"));
            }
        });
    }
}
