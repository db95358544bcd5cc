package io.quorate.recovery.plan;

import io.quorate.model.ClusterFilter;
import io.quorate.model.FailureSummary;
import io.quorate.model.Member;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a recovery may begin. An operator's command passes all but a recovery that is running; what begins by itself
 * also minds the global switch, the cluster filters, downtime, maintenance, and that a cluster is left alone for a while
 * after a recovery, unless somebody acknowledged it.
 *
 * <p>The replicated state decides the last point once more when the recovery is registered, since two nodes may pass
 * here at the same time.
 */
public final class RecoveryGate {

    private RecoveryGate() {}

    /** What the group of nodes agrees on. */
    public record Facts(boolean areDisabled, List<RecoveryRecord> recoveries) {

        public Facts {
            recoveries = List.copyOf(recoveries);
        }
    }

    /** Go, or why not. */
    public record Answer(Optional<String> objection) {

        public boolean isGo() {
            return objection.isEmpty();
        }

        private static Answer go() {
            return new Answer(Optional.empty());
        }

        private static Answer no(String reason) {
            return new Answer(Optional.of(reason));
        }
    }

    public static Answer ask(
            FailureSummary failure,
            Topology topology,
            Facts facts,
            ClusterFilter filters,
            boolean isForced,
            Instant now) {
        Optional<RecoveryRecord> running = facts.recoveries().stream()
                .filter(r -> r.isRunning() && r.isActiveAt(now) && isSameCluster(r, failure))
                .findFirst();
        if (running.isPresent()) {
            return Answer.no(describe(running.get()) + " is running");
        }
        if (isForced) {
            return Answer.go();
        }
        if (facts.areDisabled()) {
            return Answer.no("recoveries are disabled; enable-global-recoveries allows them again");
        }
        if (!filters.covers(failure.clusterName(), failure.clusterAlias())) {
            return Answer.no("no filter for automatic recovery covers the cluster " + failure.clusterName()
                    + aliasOf(failure) + " (RecoverMasterClusterFilters)");
        }
        return askNotes(failure, topology, now)
                .or(() -> askHistory(failure, facts, now))
                .orElseGet(Answer::go);
    }

    private static Optional<Answer> askNotes(FailureSummary failure, Topology topology, Instant now) {
        Optional<Member> failed = topology.member(failure.key());
        if (failed.map(m -> m.isDowntimedAt(now)).orElse(false)) {
            return Optional.of(Answer.no(failure.key() + " is downtimed: "
                    + failed.flatMap(m -> m.annotations().downtime())
                            .map(d -> d.reason() + ", until " + d.ends())
                            .orElse("")));
        }
        if (failed.map(m -> m.annotations().isInMaintenanceAt(now)).orElse(false)) {
            return Optional.of(Answer.no(failure.key() + " is in maintenance"));
        }
        return Optional.empty();
    }

    private static Optional<Answer> askHistory(FailureSummary failure, Facts facts, Instant now) {
        return facts.recoveries().stream()
                .filter(r -> r.isActiveAt(now) && (isSameCluster(r, failure) || promoted(r, failure)))
                .findFirst()
                .map(r -> Answer.no(
                        promoted(r, failure)
                                ? failure.key() + " was promoted by " + describe(r) + " and is not replaced before "
                                        + r.activeUntil() + " unless that is acknowledged"
                                : describe(r) + " blocks another until " + r.activeUntil()
                                        + " unless it is acknowledged"));
    }

    private static boolean isSameCluster(RecoveryRecord recovery, FailureSummary failure) {
        return recovery.failure().clusterName().equals(failure.clusterName())
                || recovery.failure().key().equals(failure.key());
    }

    private static boolean promoted(RecoveryRecord recovery, FailureSummary failure) {
        return recovery.successor().map(failure.key()::equals).orElse(false);
    }

    private static String describe(RecoveryRecord recovery) {
        return "recovery " + recovery.id() + " of " + recovery.failure().key() + " ("
                + recovery.failure().analysis() + ")";
    }

    private static String aliasOf(FailureSummary failure) {
        return failure.clusterAlias().isEmpty() ? "" : ", alias '" + failure.clusterAlias() + "'";
    }
}
