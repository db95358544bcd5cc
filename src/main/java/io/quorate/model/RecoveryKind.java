package io.quorate.model;

/** What kind of failure a recovery repairs. The API name is the old systems' word; empty where they had none. */
public enum RecoveryKind {
    PRIMARY("MasterRecovery"),
    CO_PRIMARY("CoMasterRecovery"),
    INTERMEDIATE_SOURCE("IntermediateMasterRecovery"),
    GROUP_MEMBER("ReplicationGroupMemberRecovery"),
    SEMI_SYNC(""),
    WRITABILITY("");

    private final String apiName;

    RecoveryKind(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }
}
