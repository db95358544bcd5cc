package io.quorate.recovery.plan;

import io.quorate.model.ClusterFilter;
import io.quorate.operations.plan.ReplicationCompatibility;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of recovery that an operator sets.
 *
 * @param scope which clusters are recovered without being asked, and how often
 * @param constraints who may be promoted
 * @param promotion what is done to the promoted server
 * @param lost what is done to the failed primary and to replicas that cannot follow
 * @param compatibility who can replicate from whom
 */
public record RecoveryPolicy(
        Scope scope, Constraints constraints, Promotion promotion, Lost lost, ReplicationCompatibility compatibility) {

    public static final RecoveryPolicy DEFAULT = new RecoveryPolicy(
            Scope.DEFAULT, Constraints.NONE, Promotion.DEFAULT, Lost.DEFAULT, ReplicationCompatibility.DEFAULT);

    public RecoveryPolicy with(Scope newScope) {
        return new RecoveryPolicy(newScope, constraints, promotion, lost, compatibility);
    }

    public RecoveryPolicy with(Constraints newConstraints) {
        return new RecoveryPolicy(scope, newConstraints, promotion, lost, compatibility);
    }

    public RecoveryPolicy with(Promotion newPromotion) {
        return new RecoveryPolicy(scope, constraints, newPromotion, lost, compatibility);
    }

    public RecoveryPolicy with(Lost newLost) {
        return new RecoveryPolicy(scope, constraints, promotion, newLost, compatibility);
    }

    /**
     * @param primaries {@code RecoverMasterClusterFilters}
     * @param intermediateSources {@code RecoverIntermediateMasterClusterFilters}
     * @param recoveryBlock {@code RecoveryPeriodBlockSeconds}: how long a cluster is left alone after a recovery
     * @param detectionBlock {@code FailureDetectionPeriodBlockMinutes}: how long a failure is not announced again
     */
    public record Scope(
            ClusterFilter primaries,
            ClusterFilter intermediateSources,
            Duration recoveryBlock,
            Duration detectionBlock) {

        public static final Scope DEFAULT =
                new Scope(ClusterFilter.NONE, ClusterFilter.NONE, Duration.ofHours(1), Duration.ofHours(1));

        public Scope withPrimaries(ClusterFilter filters) {
            return new Scope(filters, intermediateSources, recoveryBlock, detectionBlock);
        }
    }

    /**
     * @param sameDataCenter {@code PreventCrossDataCenterMasterFailover}
     * @param sameRegion {@code PreventCrossRegionMasterFailover}
     * @param lagLimit {@code FailMasterPromotionOnLagMinutes}; a candidate with this lag or more, or with an unknown
     *     one, is not promoted; empty for no limit
     * @param relayLogs what to do about relay logs that are not applied yet
     * @param ignoredHosts {@code PromotionIgnoreHostnameFilters}, searched for in {@code host:port}
     * @param refusesKnownLoss whether to promote nobody rather than leave behind a transaction that only a server holds
     *     from which it cannot be had (one without a binary log, a delayed one, one of a later version)
     */
    public record Constraints(
            boolean sameDataCenter,
            boolean sameRegion,
            Optional<Duration> lagLimit,
            RelayLogs relayLogs,
            List<Pattern> ignoredHosts,
            boolean refusesKnownLoss) {

        public static final Constraints NONE =
                new Constraints(false, false, Optional.empty(), RelayLogs.WAIT, List.of(), false);

        public Constraints {
            ignoredHosts = List.copyOf(ignoredHosts);
        }

        public Constraints withSameDataCenter() {
            return new Constraints(true, sameRegion, lagLimit, relayLogs, ignoredHosts, refusesKnownLoss);
        }

        public Constraints withSameRegion() {
            return new Constraints(sameDataCenter, true, lagLimit, relayLogs, ignoredHosts, refusesKnownLoss);
        }

        public Constraints withLagLimit(Duration limit) {
            return new Constraints(
                    sameDataCenter, sameRegion, Optional.of(limit), relayLogs, ignoredHosts, refusesKnownLoss);
        }

        public Constraints withRelayLogs(RelayLogs rule) {
            return new Constraints(sameDataCenter, sameRegion, lagLimit, rule, ignoredHosts, refusesKnownLoss);
        }

        public Constraints withIgnoredHosts(List<Pattern> patterns) {
            return new Constraints(sameDataCenter, sameRegion, lagLimit, relayLogs, patterns, refusesKnownLoss);
        }

        public Constraints refusingKnownLoss() {
            return new Constraints(sameDataCenter, sameRegion, lagLimit, relayLogs, ignoredHosts, true);
        }
    }

    /**
     * What to do when the best candidate has received transactions that it has not applied yet. They are never thrown
     * away: when the wait is over in vain, the candidate is not promoted.
     */
    public enum RelayLogs {
        /** Wait for some minutes; the default. */
        WAIT(Duration.ofMinutes(10)),
        /** Promote nobody who has to apply anything ({@code FailMasterPromotionIfSQLThreadNotUpToDate}). */
        REFUSE(Duration.ZERO),
        /** Wait for up to a day ({@code DelayMasterPromotionIfSQLThreadNotUpToDate}). */
        WAIT_LONG(Duration.ofHours(24));

        private final Duration patience;

        RelayLogs(Duration patience) {
            this.patience = patience;
        }

        public Duration patience() {
            return patience;
        }
    }

    /**
     * @param isApplied {@code ApplyMySQLPromotionAfterMasterFailover}: forget the source and become writable
     * @param isDetachedOtherwise {@code MasterFailoverDetachReplicaMasterHost}: when the above is off, cut the promoted
     *     server off its old source
     * @param usesSuperReadOnly {@code UseSuperReadOnly}: how the failed primary is closed if it can be reached
     */
    public record Promotion(boolean isApplied, boolean isDetachedOtherwise, boolean usesSuperReadOnly) {

        public static final Promotion DEFAULT = new Promotion(true, false, false);
    }

    /**
     * @param areDetached {@code DetachLostReplicasAfterMasterFailover}
     * @param downtime {@code MasterFailoverLostInstancesDowntimeMinutes}: for the failed primary and lost replicas;
     *     zero for none
     * @param owner whom the downtime belongs to
     * @param followPatience how long a replica may take to stop, and again to be seen following the new primary
     *     ({@code InstanceBulkOperationsWaitTimeoutSeconds})
     * @param postponeAbove replicas delayed on purpose by more than this move after all others ({@code
     *     PostponeReplicaRecoveryOnLagMinutes}); empty for none
     */
    public record Lost(
            boolean areDetached,
            Duration downtime,
            String owner,
            Duration followPatience,
            Optional<Duration> postponeAbove) {

        public static final Lost DEFAULT =
                new Lost(true, Duration.ofDays(365), "quorate", Duration.ofSeconds(10), Optional.empty());
    }
}
