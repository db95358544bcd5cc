package io.quorate.mysql;

/** A query that users may configure; the answer is the first column of its only row. NULL or no row mean "not set". */
public enum Question {
    /** Seconds. */
    LAG("ReplicationLagQuery"),
    /** Only whether it is configured matters to a probe; it is not sent. */
    REPLICATION_CREDENTIALS("ReplicationCredentialsQuery"),
    CLUSTER_ALIAS("DetectClusterAliasQuery"),
    CLUSTER_DOMAIN("DetectClusterDomainQuery"),
    INSTANCE_ALIAS("DetectInstanceAliasQuery"),
    PROMOTION_RULE("DetectPromotionRuleQuery"),
    DATA_CENTER("DetectDataCenterQuery"),
    REGION("DetectRegionQuery"),
    ENVIRONMENT("DetectPhysicalEnvironmentQuery"),
    SEMI_SYNC_PRIORITY("DetectSemiSyncEnforcedQuery"),
    PSEUDO_GTID("DetectPseudoGTIDQuery");

    private final String key;

    Question(String key) {
        this.key = key;
    }

    /** The key of the configuration file. */
    public String key() {
        return key;
    }

    /** Whether the answer of an earlier probe still holds when the query fails once; a lag does not. */
    boolean outlivesFailure() {
        return this != LAG;
    }
}
