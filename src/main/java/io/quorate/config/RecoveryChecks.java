package io.quorate.config;

/** Contradictions among the keys of recovery. */
final class RecoveryChecks {

    private RecoveryChecks() {}

    static void check(Configuration c, Checks checks) {
        if (c.flag("FailMasterPromotionIfSQLThreadNotUpToDate")
                && c.flag("DelayMasterPromotionIfSQLThreadNotUpToDate")) {
            checks.refuse(
                    "DelayMasterPromotionIfSQLThreadNotUpToDate",
                    "DelayMasterPromotionIfSQLThreadNotUpToDate and FailMasterPromotionIfSQLThreadNotUpToDate are both"
                            + " true; wait or give up, not both",
                    "FailMasterPromotionIfSQLThreadNotUpToDate");
        }
        if (c.integer("FailMasterPromotionOnLagMinutes") > 0
                && c.text("ReplicationLagQuery").isEmpty()) {
            checks.refuse(
                    "FailMasterPromotionOnLagMinutes",
                    "FailMasterPromotionOnLagMinutes is " + c.integer("FailMasterPromotionOnLagMinutes")
                            + " but ReplicationLagQuery is empty; a server whose source is dead cannot tell its lag"
                            + " without such a query",
                    "ReplicationLagQuery");
        }
        if (c.flag("EnforceExactSemiSyncReplicas") && c.flag("RecoverLockedSemiSyncMaster")) {
            checks.warn(
                    "RecoverLockedSemiSyncMaster",
                    "RecoverLockedSemiSyncMaster has no effect beside EnforceExactSemiSyncReplicas, which includes it",
                    "EnforceExactSemiSyncReplicas");
        }
        if (c.text("ProcessesShellCommand").isBlank()) {
            checks.refuse(
                    "ProcessesShellCommand",
                    "ProcessesShellCommand is empty; expected the shell that runs hooks, such as \"bash\"");
        }
    }
}
