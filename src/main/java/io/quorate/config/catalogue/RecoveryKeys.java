package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.clusterFilters;
import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.hostPatterns;
import static io.quorate.config.catalogue.Draft.integer;
import static io.quorate.config.catalogue.Draft.patterns;
import static io.quorate.config.catalogue.Draft.texts;
import static io.quorate.config.catalogue.Draft.word;

import java.util.List;

/** When a failure is acted upon, who may be promoted, and what becomes of the others. */
final class RecoveryKeys {

    static final List<Key> KEYS = List.of(
            flag("ReduceReplicationAnalysisCount", true)
                    .noMeaning("All servers are analyzed; it costs next to nothing.")
                    .says("Analyze only servers that could have a problem."),
            integer("FailureDetectionPeriodBlockMinutes", 60)
                    .says("The same failure is not announced again within this time."),
            integer("RecoveryPeriodBlockSeconds", 3600)
                    .says("After a recovery the same cluster is left alone for this long, unless somebody"
                            + " acknowledges it."),
            patterns("RecoveryIgnoreHostnameFilters")
                    .says("Servers whose failure is not looked at; on the host name without port."),
            clusterFilters("RecoverMasterClusterFilters")
                    .says("Clusters whose dead primary is replaced automatically: names, `alias=NAME`,"
                            + " `alias~=EXPRESSION`, expressions on the name, or `*`. Empty = none."),
            clusterFilters("RecoverIntermediateMasterClusterFilters")
                    .notYet()
                    .says("The same for dead intermediate sources."),
            flag("RecoverNonWriteableMaster", false)
                    .notYet()
                    .says("A primary that is read-only is a failure; recovery makes it writable."),
            flag("CoMasterRecoveryMustPromoteOtherCoMaster", true)
                    .notYet()
                    .says("Only the other co-primary may replace a dead co-primary."),
            flag("ApplyMySQLPromotionAfterMasterFailover", true)
                    .says("Clear the replication settings of the promoted server and make it writable."),
            flag("PreventCrossDataCenterMasterFailover", false)
                    .says("Promote only in the data center of the dead primary."),
            flag("PreventCrossRegionMasterFailover", false).says("Promote only in the region of the dead primary."),
            count("FailMasterPromotionOnLagMinutes", 0)
                    .says("Give up when the best candidate lags this much or more; 0 = never."
                            + " Needs `ReplicationLagQuery`."),
            flag("FailMasterPromotionIfSQLThreadNotUpToDate", false)
                    .says("Give up when the best candidate has relay logs left to apply."),
            flag("DelayMasterPromotionIfSQLThreadNotUpToDate", false)
                    .says("Wait until the best candidate has applied its relay logs. Not together with the key above."),
            flag("DetachLostReplicasAfterMasterFailover", true)
                    .says("Stop replicas that could not follow the new primary from ever following the old one."),
            flag("MasterFailoverDetachReplicaMasterHost", false)
                    .notYet()
                    .says("Keep the promoted server from following the old primary when its replication settings are"
                            + " not cleared."),
            count("MasterFailoverLostInstancesDowntimeMinutes", 525_600)
                    .says("Downtime given to the dead primary and to lost replicas; 0 = none. When absent a year, as"
                            + " the old programs always did."),
            count("PostponeReplicaRecoveryOnLagMinutes", 0)
                    .says("Replicas that lag, or are delayed on purpose, by more than this are moved last; 0 = none."),
            hostPatterns("PromotionIgnoreHostnameFilters").says("Servers that are never promoted."),
            count("CandidateInstanceExpireMinutes", 60)
                    .says("How long a promotion rule registered through the API is valid."),
            flag("ExpectFailureAnalysisConcensus", true)
                    .noMeaning("It never had an effect, and `true` stands in most old files; `FailureAgreement` is the"
                            + " key that counts.")
                    .says("Act only on failures that a quorum of nodes sees."),
            flag("EnforceExactSemiSyncReplicas", false)
                    .notYet()
                    .says("Keep exactly as many semi-sync replicas as the primary waits for, by priority."),
            flag("RecoverLockedSemiSyncMaster", false)
                    .notYet()
                    .says("Turn semi-sync on at more replicas until a blocked primary can go on."),
            count("ReasonableLockedSemiSyncMasterSeconds", 0)
                    .says("How long a primary must be blocked to be called so; 0 = `ReasonableReplicationLagSeconds`."),
            flag("FailRecoveryOnFailedPostFailoverProcesses", false)
                    .from(Origin.PROXYSQL)
                    .notYet()
                    .says("A failing hook after the promotion marks the recovery as failed."),
            word("FailureAgreement", "leader", "leader", "quorum")
                    .sample("quorum")
                    .from(Origin.QUORATE)
                    .says("Whose view of a dead primary counts: that of the `leader` alone, as in the old programs, or"
                            + " that of a `quorum` of nodes (better; write it in new files)."),
            count("FailureAgreementTimeoutSeconds", 10)
                    .atLeast(1)
                    .from(Origin.QUORATE)
                    .notYet()
                    .says("An undecided vote is reported as a problem after this time."),
            texts("FailureAgreementCodes")
                    .from(Origin.QUORATE)
                    .notYet()
                    .says("Failures that need agreement; empty = all whose recovery replaces a server."));

    private RecoveryKeys() {}
}
