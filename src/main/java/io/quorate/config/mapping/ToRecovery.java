package io.quorate.config.mapping;

import io.quorate.config.Configuration;
import io.quorate.model.ClusterFilter;
import io.quorate.operations.plan.ReplicationCompatibility;
import io.quorate.recovery.plan.RecoveryPolicy;
import java.time.Duration;
import java.util.Optional;

/** The rules of recovery. */
public final class ToRecovery {

    private ToRecovery() {}

    /** @param owner whom the downtime of lost servers belongs to */
    public static RecoveryPolicy policy(Configuration c, String owner) {
        return new RecoveryPolicy(scope(c), constraints(c), promotion(c), lost(c, owner), compatibility(c));
    }

    private static RecoveryPolicy.Scope scope(Configuration c) {
        return new RecoveryPolicy.Scope(
                ClusterFilter.of(c.texts("RecoverMasterClusterFilters")),
                ClusterFilter.of(c.texts("RecoverIntermediateMasterClusterFilters")),
                c.duration("RecoveryPeriodBlockSeconds"),
                c.duration("FailureDetectionPeriodBlockMinutes"));
    }

    private static RecoveryPolicy.Constraints constraints(Configuration c) {
        return new RecoveryPolicy.Constraints(
                c.flag("PreventCrossDataCenterMasterFailover"),
                c.flag("PreventCrossRegionMasterFailover"),
                unlessZero(c.duration("FailMasterPromotionOnLagMinutes")),
                relayLogs(c),
                c.patterns("PromotionIgnoreHostnameFilters"),
                RecoveryPolicy.Constraints.NONE.refusesKnownLoss());
    }

    private static RecoveryPolicy.RelayLogs relayLogs(Configuration c) {
        if (c.flag("FailMasterPromotionIfSQLThreadNotUpToDate")) {
            return RecoveryPolicy.RelayLogs.REFUSE;
        }
        return c.flag("DelayMasterPromotionIfSQLThreadNotUpToDate")
                ? RecoveryPolicy.RelayLogs.WAIT_LONG
                : RecoveryPolicy.RelayLogs.WAIT;
    }

    private static RecoveryPolicy.Promotion promotion(Configuration c) {
        return new RecoveryPolicy.Promotion(
                c.flag("ApplyMySQLPromotionAfterMasterFailover"),
                c.flag("MasterFailoverDetachReplicaMasterHost"),
                c.flag("UseSuperReadOnly"));
    }

    private static RecoveryPolicy.Lost lost(Configuration c, String owner) {
        return new RecoveryPolicy.Lost(
                c.flag("DetachLostReplicasAfterMasterFailover"),
                c.duration("MasterFailoverLostInstancesDowntimeMinutes"),
                owner,
                c.duration("InstanceBulkOperationsWaitTimeoutSeconds"),
                unlessZero(c.duration("PostponeReplicaRecoveryOnLagMinutes")));
    }

    private static ReplicationCompatibility compatibility(Configuration c) {
        return new ReplicationCompatibility(
                c.flag("VerifyReplicationFilters"), c.duration("ReasonableMaintenanceReplicationLagSeconds"));
    }

    private static Optional<Duration> unlessZero(Duration value) {
        return value.isZero() ? Optional.empty() : Optional.of(value);
    }
}
