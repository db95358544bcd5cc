package io.quorate.config.mapping;

import io.quorate.analysis.AnalysisSettings;
import io.quorate.config.Configuration;

/** What is judged how. */
public final class ToAnalysis {

    private ToAnalysis() {}

    public static AnalysisSettings settings(Configuration c) {
        return new AnalysisSettings(
                c.duration("InstancePollSeconds"),
                c.duration("ReasonableInstanceCheckSeconds"),
                c.duration("ReasonableReplicationLagSeconds"),
                c.duration("ReasonableLockedSemiSyncMasterSeconds"),
                c.flag("EnforceExactSemiSyncReplicas"),
                c.flag("RecoverNonWriteableMaster"),
                c.flag("ReduceReplicationAnalysisCount"),
                c.patterns("RecoveryIgnoreHostnameFilters"),
                AnalysisSettings.DEFAULT.holdDown(),
                AnalysisSettings.DEFAULT.hungAfter(),
                AnalysisSettings.DEFAULT.reconnectPatience());
    }
}
