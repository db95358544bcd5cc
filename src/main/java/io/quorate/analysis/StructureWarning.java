package io.quorate.analysis;

/**
 * What is built badly, whether or not anything is broken. Any number may hold for one server; they come in this order
 * and never cause anything by themselves. When each one holds stands in {@link StructureRules}.
 */
public enum StructureWarning {
    NO_LOGGING_REPLICAS(
            "NoLoggingReplicasStructureWarning",
            "none of a primary's several replicas logs what it replicates, so none can take over"),
    NO_FAILOVER_SUPPORT(
            "NoFailoverSupportStructureWarning",
            "a primary's several replicas have neither GTID nor pseudo-GTID nor are binlog servers: they cannot be"
                    + " re-pointed"),
    STATEMENT_AND_MIXED_LOGGING_REPLICAS(
            "StatementAndMixedLoggingReplicasStructureWarning",
            "a primary's replicas log in STATEMENT and in MIXED format"),
    STATEMENT_AND_ROW_LOGGING_REPLICAS(
            "StatementAndRowLoggingReplicasStructureWarning",
            "a primary's replicas log in STATEMENT and in ROW format"),
    MIXED_AND_ROW_LOGGING_REPLICAS(
            "MixedAndRowLoggingReplicasStructureWarning", "a primary's replicas log in MIXED and in ROW format"),
    MULTIPLE_MAJOR_VERSIONS_LOGGING_REPLICAS(
            "MultipleMajorVersionsLoggingReplicasStructureWarning",
            "a primary's replicas that log are of several release lines"),
    DIFFERENT_GTID_MODES("DifferentGTIDModesStructureWarning", "`gtid_mode` differs between a server and its replicas"),
    ERRANT_GTID(
            "ErrantGTIDStructureWarning",
            "a replica (not downtimed) of this server has transactions that this server has not"),
    NO_WRITABLE_PRIMARY("NoWriteableMasterStructureWarning", "the primary is read-only"),
    NOT_ENOUGH_VALID_SEMI_SYNC_REPLICAS(
            "NotEnoughValidSemiSyncReplicasStructureWarning",
            "semi-synchronous replication of a primary fell back for want of replicas");

    private final String apiName;
    private final String meaning;

    StructureWarning(String apiName, String meaning) {
        this.apiName = apiName;
        this.meaning = meaning;
    }

    /** The string that clients of the old systems match on. */
    public String apiName() {
        return apiName;
    }

    /** One clause for people. */
    public String meaning() {
        return meaning;
    }
}
