package io.quorate.analysis;

import static io.quorate.analysis.Handling.DETECT;
import static io.quorate.analysis.Handling.RECOVER_ON_SIGHT;
import static io.quorate.analysis.Handling.RECOVER_ON_WITNESS;
import static io.quorate.analysis.Handling.SHOW;
import static io.quorate.analysis.Severity.CRITICAL;
import static io.quorate.analysis.Severity.NONE;
import static io.quorate.analysis.Severity.NOTICE;
import static io.quorate.analysis.Severity.WARNING;

import io.quorate.model.RecoveryKind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server suffers from. One server has one code at a time; {@link StructureWarning}s come on top. When each one
 * holds stands in {@link Rules}; {@code docs/analysis.md} lists them for operators.
 */
public enum DiagnosisCode {
    NO_PROBLEM("NoProblem", NONE, Subject.ANY, SHOW, null, "nothing is wrong"),

    DEAD_PRIMARY_WITHOUT_REPLICAS(
            "DeadMasterWithoutReplicas",
            CRITICAL,
            Subject.PRIMARY,
            SHOW,
            null,
            "unreachable, and nothing replicates from it"),
    DEAD_PRIMARY(
            "DeadMaster",
            CRITICAL,
            Subject.PRIMARY,
            RECOVER_ON_WITNESS,
            RecoveryKind.PRIMARY,
            "unreachable; every replica is reachable, none replicates"),
    DEAD_PRIMARY_AND_REPLICAS(
            "DeadMasterAndReplicas",
            CRITICAL,
            Subject.PRIMARY,
            DETECT,
            null,
            "unreachable, and so are all its replicas: perhaps it is our network"),
    DEAD_PRIMARY_AND_SOME_REPLICAS(
            "DeadMasterAndSomeReplicas",
            CRITICAL,
            Subject.PRIMARY,
            RECOVER_ON_WITNESS,
            RecoveryKind.PRIMARY,
            "unreachable, as are some replicas; of the others none replicates"),
    UNREACHABLE_PRIMARY_WITH_LAGGING_REPLICAS(
            "UnreachableMasterWithLaggingReplicas",
            CRITICAL,
            Subject.PRIMARY,
            DETECT,
            null,
            "unreachable; some replicas replicate, but all lag: it may hang"),
    UNREACHABLE_PRIMARY(
            "UnreachableMaster",
            WARNING,
            Subject.PRIMARY,
            DETECT,
            null,
            "unreachable for us, not for some of its replicas"),

    LOCKED_SEMI_SYNC_PRIMARY(
            "LockedSemiSyncMaster",
            CRITICAL,
            Subject.PRIMARY,
            RECOVER_ON_SIGHT,
            RecoveryKind.SEMI_SYNC,
            "its writes wait for acknowledgements that too few semi-synchronous replicas can give"),
    LOCKED_SEMI_SYNC_PRIMARY_HYPOTHESIS(
            "LockedSemiSyncMasterHypothesis",
            WARNING,
            Subject.PRIMARY,
            SHOW,
            null,
            "too few semi-synchronous replicas; its binary log has not stood still long enough to call it locked"),
    PRIMARY_WITH_TOO_MANY_SEMI_SYNC_REPLICAS(
            "MasterWithTooManySemiSyncReplicas",
            NOTICE,
            Subject.PRIMARY,
            RECOVER_ON_SIGHT,
            RecoveryKind.SEMI_SYNC,
            "more semi-synchronous replicas than it waits for (only if `EnforceExactSemiSyncReplicas`)"),
    NO_WRITABLE_PRIMARY(
            "NoWriteableMasterStructureWarning",
            CRITICAL,
            Subject.PRIMARY,
            RECOVER_ON_SIGHT,
            RecoveryKind.WRITABILITY,
            "read-only (as a diagnosis only if `RecoverNonWriteableMaster`)"),

    PRIMARY_SINGLE_REPLICA_NOT_REPLICATING(
            "MasterSingleReplicaNotReplicating",
            WARNING,
            Subject.PRIMARY,
            SHOW,
            null,
            "its only replica does not replicate"),
    PRIMARY_SINGLE_REPLICA_DEAD(
            "MasterSingleReplicaDead", WARNING, Subject.PRIMARY, SHOW, null, "its only replica is unreachable"),
    ALL_PRIMARY_REPLICAS_NOT_REPLICATING(
            "AllMasterReplicasNotReplicating",
            CRITICAL,
            Subject.PRIMARY,
            DETECT,
            null,
            "reachable, but no replica replicates"),
    ALL_PRIMARY_REPLICAS_NOT_REPLICATING_OR_DEAD(
            "AllMasterReplicasNotReplicatingOrDead",
            CRITICAL,
            Subject.PRIMARY,
            DETECT,
            null,
            "reachable, but each replica is unreachable or does not replicate"),

    DEAD_CO_PRIMARY(
            "DeadCoMaster",
            CRITICAL,
            Subject.CO_PRIMARY,
            RECOVER_ON_WITNESS,
            RecoveryKind.CO_PRIMARY,
            "unreachable; every replica is reachable, none replicates"),
    DEAD_CO_PRIMARY_AND_SOME_REPLICAS(
            "DeadCoMasterAndSomeReplicas",
            CRITICAL,
            Subject.CO_PRIMARY,
            RECOVER_ON_WITNESS,
            RecoveryKind.CO_PRIMARY,
            "unreachable, as are some replicas; of the others none replicates"),
    UNREACHABLE_CO_PRIMARY(
            "UnreachableCoMaster",
            WARNING,
            Subject.CO_PRIMARY,
            SHOW,
            null,
            "unreachable for us, not for some of its replicas"),
    ALL_CO_PRIMARY_REPLICAS_NOT_REPLICATING(
            "AllCoMasterReplicasNotReplicating",
            WARNING,
            Subject.CO_PRIMARY,
            SHOW,
            null,
            "reachable, but no replica replicates"),

    DEAD_INTERMEDIATE_SOURCE_WITH_SINGLE_REPLICA_FAILING_TO_CONNECT(
            "DeadIntermediateMasterWithSingleReplicaFailingToConnect",
            CRITICAL,
            Subject.INTERMEDIATE_SOURCE,
            RECOVER_ON_WITNESS,
            RecoveryKind.INTERMEDIATE_SOURCE,
            "unreachable; its only replica has lost it too"),
    DEAD_INTERMEDIATE_SOURCE_WITH_SINGLE_REPLICA(
            "DeadIntermediateMasterWithSingleReplica",
            WARNING,
            Subject.INTERMEDIATE_SOURCE,
            SHOW,
            null,
            "unreachable; its only replica does not replicate for another reason"),
    DEAD_INTERMEDIATE_SOURCE(
            "DeadIntermediateMaster",
            CRITICAL,
            Subject.INTERMEDIATE_SOURCE,
            RECOVER_ON_WITNESS,
            RecoveryKind.INTERMEDIATE_SOURCE,
            "unreachable; every replica is reachable, none replicates"),
    DEAD_INTERMEDIATE_SOURCE_AND_SOME_REPLICAS(
            "DeadIntermediateMasterAndSomeReplicas",
            CRITICAL,
            Subject.INTERMEDIATE_SOURCE,
            RECOVER_ON_WITNESS,
            RecoveryKind.INTERMEDIATE_SOURCE,
            "unreachable, as are some replicas; of the others none replicates"),
    DEAD_INTERMEDIATE_SOURCE_AND_REPLICAS(
            "DeadIntermediateMasterAndReplicas",
            CRITICAL,
            Subject.INTERMEDIATE_SOURCE,
            DETECT,
            null,
            "unreachable, and so are all its replicas (also said of a co-primary)"),
    UNREACHABLE_INTERMEDIATE_SOURCE_WITH_LAGGING_REPLICAS(
            "UnreachableIntermediateMasterWithLaggingReplicas",
            WARNING,
            Subject.INTERMEDIATE_SOURCE,
            DETECT,
            null,
            "unreachable; some replicas replicate, but all lag: it may hang"),
    UNREACHABLE_INTERMEDIATE_SOURCE(
            "UnreachableIntermediateMaster",
            WARNING,
            Subject.INTERMEDIATE_SOURCE,
            SHOW,
            null,
            "unreachable for us, not for some of its replicas"),
    ALL_INTERMEDIATE_SOURCE_REPLICAS_FAILING_TO_CONNECT_OR_DEAD(
            "AllIntermediateMasterReplicasFailingToConnectOrDead",
            CRITICAL,
            Subject.INTERMEDIATE_SOURCE,
            RECOVER_ON_SIGHT,
            RecoveryKind.INTERMEDIATE_SOURCE,
            "it answers us, but each replica is unreachable or cannot connect to it"),
    ALL_INTERMEDIATE_SOURCE_REPLICAS_NOT_REPLICATING(
            "AllIntermediateMasterReplicasNotReplicating",
            WARNING,
            Subject.INTERMEDIATE_SOURCE,
            SHOW,
            null,
            "reachable, but no replica replicates"),

    BINLOG_SERVER_FAILING_TO_CONNECT_TO_SOURCE(
            "BinlogServerFailingToConnectToMaster",
            WARNING,
            Subject.REPLICA,
            SHOW,
            null,
            "a binlog server that cannot connect to its source"),
    FIRST_TIER_REPLICA_FAILING_TO_CONNECT_TO_PRIMARY(
            "FirstTierReplicaFailingToConnectToMaster",
            WARNING,
            Subject.REPLICA,
            SHOW,
            null,
            "a replica of the primary that cannot connect to it"),
    DEAD_GROUP_MEMBER_WITH_REPLICAS(
            "DeadReplicationGroupMemberWithReplicas",
            CRITICAL,
            Subject.GROUP_MEMBER,
            RECOVER_ON_WITNESS,
            RecoveryKind.GROUP_MEMBER,
            "unreachable member of a replication group; no asynchronous replica of it replicates"),

    /** Known to old clients, never produced. */
    PRIMARY_WITHOUT_REPLICAS("MasterWithoutReplicas", NONE, Subject.PRIMARY, SHOW, null, "never produced");

    private final String apiName;
    private final Severity severity;
    private final Subject subject;
    private final Handling handling;
    private final @Nullable RecoveryKind recovery;
    private final String meaning;

    DiagnosisCode(
            String apiName,
            Severity severity,
            Subject subject,
            Handling handling,
            @Nullable RecoveryKind recovery,
            String meaning) {
        this.apiName = apiName;
        this.severity = severity;
        this.subject = subject;
        this.handling = handling;
        this.recovery = recovery;
        this.meaning = meaning;
    }

    /** The string that hooks, alerts and clients of the old systems match on, e.g. {@code DeadMaster}. */
    public String apiName() {
        return apiName;
    }

    public Severity severity() {
        return severity;
    }

    public Subject subject() {
        return subject;
    }

    public Handling handling() {
        return handling;
    }

    /** What kind of recovery repairs it; empty when none does. */
    public Optional<RecoveryKind> recovery() {
        return Optional.ofNullable(recovery);
    }

    /** One clause for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether any rule says it. */
    public boolean isProduced() {
        return this != PRIMARY_WITHOUT_REPLICAS;
    }

    /** The code with that {@link #apiName()}, in whatever case; empty when there is none. */
    public static Optional<DiagnosisCode> ofApiName(String name) {
        for (DiagnosisCode code : values()) {
            if (code.apiName.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
