package io.quorate.analysis;

import static io.quorate.analysis.DiagnosisCode.*;
import static io.quorate.analysis.Rule.rule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The table: when each code holds. Conditions are those of the old systems, so that an operator sees the codes he
 * knows; what may be done about them is decided by {@link Judge}.
 *
 * <p>Members of replication groups are judged by one row of their own.
 */
final class Rules {

    private static final Set<DiagnosisCode> SEMI_SYNC = EnumSet.of(
            LOCKED_SEMI_SYNC_PRIMARY, LOCKED_SEMI_SYNC_PRIMARY_HYPOTHESIS, PRIMARY_WITH_TOO_MANY_SEMI_SYNC_REPLICAS);

    private static final Set<DiagnosisCode> LIVING_PRIMARY =
            EnumSet.range(NO_WRITABLE_PRIMARY, ALL_PRIMARY_REPLICAS_NOT_REPLICATING_OR_DEAD);

    private static final Set<DiagnosisCode> CO_PRIMARY =
            EnumSet.range(DEAD_CO_PRIMARY, ALL_CO_PRIMARY_REPLICAS_NOT_REPLICATING);

    private static final Set<DiagnosisCode> INTERMEDIATE = EnumSet.range(
            DEAD_INTERMEDIATE_SOURCE_WITH_SINGLE_REPLICA_FAILING_TO_CONNECT,
            ALL_INTERMEDIATE_SOURCE_REPLICAS_NOT_REPLICATING);

    private static final Set<DiagnosisCode> OWN_LINK =
            EnumSet.of(BINLOG_SERVER_FAILING_TO_CONNECT_TO_SOURCE, FIRST_TIER_REPLICA_FAILING_TO_CONNECT_TO_PRIMARY);

    /** All rows, in order. */
    static final RuleTable TABLE = RuleTable.of(rows());

    private Rules() {}

    static List<Rule> rows() {
        return Stream.of(
                        primaryGone(),
                        primaryUnreachable(),
                        semiSync(),
                        primaryAlive(),
                        coPrimary(),
                        intermediateGone(),
                        intermediateAlive(),
                        ownLink(),
                        group())
                .flatMap(List::stream)
                .toList();
    }

    // ---- a primary that does not answer

    private static List<Rule> primaryGone() {
        Set<DiagnosisCode> others = union(SEMI_SYNC, CO_PRIMARY, OWN_LINK);
        return List.of(
                rule(DEAD_PRIMARY_WITHOUT_REPLICAS)
                        .before(others)
                        .when(primary(f -> !f.isValid() && f.replicas().count() == 0))
                        .says("The primary does not answer; it has no replicas"),
                rule(DEAD_PRIMARY)
                        .before(others)
                        .when(primary(f -> !f.isValid() && hasReplicas(f) && allAnswer(f) && noneReplicates(f)))
                        .says(f -> "The primary does not answer; all its replicas ("
                                + f.replicas().count() + ") do, and none replicates"),
                rule(DEAD_PRIMARY_AND_REPLICAS)
                        .before(others)
                        .when(primary(f -> !f.isValid() && hasReplicas(f) && noneAnswers(f)))
                        .says(f -> "Neither the primary nor any of its replicas ("
                                + f.replicas().count() + ") answers"),
                rule(DEAD_PRIMARY_AND_SOME_REPLICAS)
                        .before(others)
                        .when(primary(f -> !f.isValid() && someAnswer(f) && noneReplicates(f)))
                        .says(f -> "The primary does not answer, nor do " + notAnswering(f)
                                + " of its replicas; of the others none replicates"));
    }

    private static List<Rule> primaryUnreachable() {
        Set<DiagnosisCode> others = union(SEMI_SYNC, CO_PRIMARY, OWN_LINK);
        return List.of(
                rule(UNREACHABLE_PRIMARY_WITH_LAGGING_REPLICAS)
                        .before(UNREACHABLE_PRIMARY)
                        .before(others)
                        .when(primary(f -> !f.isValid() && someReplicate(f) && allLag(f)))
                        .says("The primary does not answer; replicas replicate from it, but all lag"),
                rule(UNREACHABLE_PRIMARY)
                        .before(others)
                        .when(primary(f -> !f.isValid() && someReplicate(f) && isWorthSaying(f)))
                        .says(f -> "The primary does not answer us; "
                                + f.replicas().replicating() + " of its replicas ("
                                + f.replicas().count() + ") replicate"));
    }

    // ---- a primary that answers, or may

    private static List<Rule> semiSync() {
        Set<DiagnosisCode> others = union(LIVING_PRIMARY, CO_PRIMARY, OWN_LINK);
        return List.of(
                rule(LOCKED_SEMI_SYNC_PRIMARY)
                        .before(others)
                        .when(primary(f -> f.isShortOfSemiSyncReplicas() && f.isBinlogFrozen()))
                        .says(f -> "The primary's writes are locked: " + semiSyncNumbers(f)
                                + ", and its binary log does not move"),
                rule(LOCKED_SEMI_SYNC_PRIMARY_HYPOTHESIS)
                        .before(others)
                        .when(primary(f -> f.isShortOfSemiSyncReplicas() && !f.isBinlogFrozen()))
                        .says(f -> "The primary's writes may be locked: " + semiSyncNumbers(f)),
                rule(PRIMARY_WITH_TOO_MANY_SEMI_SYNC_REPLICAS)
                        .before(others)
                        .when(primary(Rules::hasTooManySemiSyncReplicas))
                        .says(f -> "More replicas acknowledge than wanted: " + semiSyncNumbers(f)));
    }

    private static List<Rule> primaryAlive() {
        Set<DiagnosisCode> others = union(CO_PRIMARY, OWN_LINK);
        return List.of(
                rule(NO_WRITABLE_PRIMARY)
                        .before(others)
                        .when(primary(f -> f.settings().recoversNonWritable()
                                && f.isValid()
                                && f.isReadOnly()
                                && someReplicate(f)))
                        .says("The primary is read-only"),
                rule(PRIMARY_SINGLE_REPLICA_NOT_REPLICATING)
                        .before(others)
                        .when(primary(f -> f.isValid() && hasOneReplica(f) && allAnswer(f) && noneReplicates(f)))
                        .says("The primary's only replica does not replicate"),
                rule(PRIMARY_SINGLE_REPLICA_DEAD)
                        .before(others)
                        .when(primary(f -> f.isValid() && hasOneReplica(f) && noneAnswers(f)))
                        .says("The primary's only replica does not answer"),
                rule(ALL_PRIMARY_REPLICAS_NOT_REPLICATING)
                        .before(others)
                        .when(primary(f -> f.isValid() && hasSeveral(f) && allAnswer(f) && noneReplicates(f)))
                        .says(f -> "The primary answers; none of its replicas ("
                                + f.replicas().count() + ") replicates"),
                rule(ALL_PRIMARY_REPLICAS_NOT_REPLICATING_OR_DEAD)
                        .before(others)
                        .when(primary(f -> f.isValid() && hasSeveral(f) && someAnswer(f) && noneReplicates(f)))
                        .says(f -> "The primary answers; " + notAnswering(f) + " of its replicas do not, and none of"
                                + " the others replicates"));
    }

    // ---- co-primaries: rows of intermediate sources follow where none of these holds

    private static List<Rule> coPrimary() {
        Set<DiagnosisCode> others = union(INTERMEDIATE, OWN_LINK);
        return List.of(
                rule(DEAD_CO_PRIMARY)
                        .before(others)
                        .when(single(f ->
                                f.isCoPrimary() && !f.isValid() && hasReplicas(f) && allAnswer(f) && noneReplicates(f)))
                        .says("A co-primary does not answer; all its replicas do, and none replicates"),
                rule(DEAD_CO_PRIMARY_AND_SOME_REPLICAS)
                        .before(others)
                        .when(single(f -> f.isCoPrimary() && !f.isValid() && someAnswer(f) && noneReplicates(f)))
                        .says(f -> "A co-primary does not answer, nor do " + notAnswering(f)
                                + " of its replicas; of the others none replicates"),
                rule(UNREACHABLE_CO_PRIMARY)
                        .before(others)
                        .when(single(f -> f.isCoPrimary() && !f.isValid() && !f.isPartialSuccess() && someReplicate(f)))
                        .says("A co-primary does not answer us; replicas replicate from it"),
                rule(ALL_CO_PRIMARY_REPLICAS_NOT_REPLICATING)
                        .before(others)
                        .when(single(f -> f.isCoPrimary() && f.isValid() && hasReplicas(f) && noneReplicates(f)))
                        .says("A co-primary answers; none of its replicas replicates"));
    }

    // ---- intermediate sources

    private static List<Rule> intermediateGone() {
        return List.of(
                rule(DEAD_INTERMEDIATE_SOURCE_WITH_SINGLE_REPLICA_FAILING_TO_CONNECT)
                        .before(DEAD_INTERMEDIATE_SOURCE_WITH_SINGLE_REPLICA)
                        .before(OWN_LINK)
                        .when(between(f -> isDeadWithSingleReplica(f)
                                && f.replicas().failingToConnect()
                                        == f.replicas().count()))
                        .says("An intermediate source does not answer; its only replica cannot connect to it"),
                rule(DEAD_INTERMEDIATE_SOURCE_WITH_SINGLE_REPLICA)
                        .before(OWN_LINK)
                        .when(between(Rules::isDeadWithSingleReplica))
                        .says("An intermediate source does not answer; its only replica does not replicate"),
                rule(DEAD_INTERMEDIATE_SOURCE)
                        .before(OWN_LINK)
                        .when(between(f -> !f.isValid() && hasSeveral(f) && allAnswer(f) && noneReplicates(f)))
                        .says("An intermediate source does not answer; all its replicas do, and none replicates"),
                rule(DEAD_INTERMEDIATE_SOURCE_AND_SOME_REPLICAS)
                        .before(OWN_LINK)
                        .when(between(f -> !f.isValid() && someAnswer(f) && noneReplicates(f)))
                        .says(f -> "An intermediate source does not answer, nor do " + notAnswering(f)
                                + " of its replicas; of the others none replicates"),
                rule(DEAD_INTERMEDIATE_SOURCE_AND_REPLICAS)
                        .before(OWN_LINK)
                        .when(between(f -> !f.isValid() && hasReplicas(f) && noneAnswers(f)))
                        .says("Neither an intermediate source nor any of its replicas answers"),
                rule(UNREACHABLE_INTERMEDIATE_SOURCE_WITH_LAGGING_REPLICAS)
                        .before(UNREACHABLE_INTERMEDIATE_SOURCE)
                        .before(OWN_LINK)
                        .when(between(f -> !f.isValid() && someReplicate(f) && allLag(f)))
                        .says("An intermediate source does not answer; replicas replicate from it, but all lag"),
                rule(UNREACHABLE_INTERMEDIATE_SOURCE)
                        .before(OWN_LINK)
                        .when(between(f -> !f.isValid() && !f.isPartialSuccess() && someReplicate(f)))
                        .says("An intermediate source does not answer us; replicas replicate from it"));
    }

    private static List<Rule> intermediateAlive() {
        return List.of(
                rule(ALL_INTERMEDIATE_SOURCE_REPLICAS_FAILING_TO_CONNECT_OR_DEAD)
                        .before(ALL_INTERMEDIATE_SOURCE_REPLICAS_NOT_REPLICATING)
                        .before(OWN_LINK)
                        .when(between(f -> f.isValid()
                                && hasSeveral(f)
                                && noneReplicates(f)
                                && f.replicas().failingToConnect() > 0
                                && f.replicas().failingToConnect()
                                        == f.replicas().valid()))
                        .says(
                                "An intermediate source answers us; each of its replicas does not, or cannot connect to it"),
                rule(ALL_INTERMEDIATE_SOURCE_REPLICAS_NOT_REPLICATING)
                        .before(OWN_LINK)
                        .when(between(f -> f.isValid() && hasReplicas(f) && noneReplicates(f)))
                        .says("An intermediate source answers; none of its replicas replicates"));
    }

    // ---- a server's own link, and groups

    private static List<Rule> ownLink() {
        return List.of(
                rule(BINLOG_SERVER_FAILING_TO_CONNECT_TO_SOURCE)
                        .before(FIRST_TIER_REPLICA_FAILING_TO_CONNECT_TO_PRIMARY)
                        .when(single(f -> f.isBinlogServer() && f.isFailingToConnect()))
                        .says("A binlog server cannot connect to its source"),
                rule(FIRST_TIER_REPLICA_FAILING_TO_CONNECT_TO_PRIMARY)
                        .when(single(f -> f.depth() == 1 && f.isFailingToConnect()))
                        .says("A replica of the primary cannot connect to it"));
    }

    private static List<Rule> group() {
        return List.of(rule(DEAD_GROUP_MEMBER_WITH_REPLICAS)
                .when(f -> f.isGroupMember() && !f.isValid() && hasReplicas(f) && noneReplicates(f))
                .says("A member of a replication group does not answer; none of its asynchronous replicas replicates"));
    }

    // ---- the words of the conditions

    private static Predicate<Facts> single(Predicate<Facts> condition) {
        return f -> !f.isGroupMember() && condition.test(f);
    }

    private static Predicate<Facts> primary(Predicate<Facts> condition) {
        return single(f -> f.isPrimary() && condition.test(f));
    }

    private static Predicate<Facts> between(Predicate<Facts> condition) {
        return single(f -> !f.isPrimary() && condition.test(f));
    }

    private static boolean hasReplicas(Facts f) {
        return f.replicas().count() > 0;
    }

    private static boolean hasOneReplica(Facts f) {
        return f.replicas().count() == 1;
    }

    private static boolean hasSeveral(Facts f) {
        return f.replicas().count() > 1;
    }

    private static boolean allAnswer(Facts f) {
        return f.replicas().valid() == f.replicas().count();
    }

    private static boolean noneAnswers(Facts f) {
        return f.replicas().valid() == 0;
    }

    private static boolean someAnswer(Facts f) {
        return f.replicas().valid() > 0 && f.replicas().valid() < f.replicas().count();
    }

    private static int notAnswering(Facts f) {
        return f.replicas().count() - f.replicas().valid();
    }

    private static boolean noneReplicates(Facts f) {
        return f.replicas().replicating() == 0;
    }

    private static boolean someReplicate(Facts f) {
        return f.replicas().replicating() > 0;
    }

    /** All are behind, and not all because somebody asked them to be. */
    private static boolean allLag(Facts f) {
        return f.replicas().lagging() == f.replicas().count()
                && f.replicas().delayed() < f.replicas().count();
    }

    /** A server that answered half of a probe is not worth an alarm, unless a replica cannot connect to it either. */
    private static boolean isWorthSaying(Facts f) {
        return !f.isPartialSuccess() || f.replicas().failingToConnect() > 0;
    }

    private static boolean isDeadWithSingleReplica(Facts f) {
        return !f.isValid() && hasOneReplica(f) && allAnswer(f) && noneReplicates(f);
    }

    private static boolean hasTooManySemiSyncReplicas(Facts f) {
        return f.settings().enforcesExactSemiSync()
                && f.semiSync().sourceEnabled()
                && f.semiSync().sourceActive()
                && f.semiSync().waitForReplicas() > 0
                && f.semiSync().sourceClients() > f.semiSync().waitForReplicas();
    }

    private static String semiSyncNumbers(Facts f) {
        return f.semiSync().sourceClients() + " semi-synchronous replicas, "
                + f.semiSync().waitForReplicas() + " acknowledgements wanted";
    }

    private static Set<DiagnosisCode> union(Set<DiagnosisCode> a, Set<DiagnosisCode> b) {
        Set<DiagnosisCode> union = EnumSet.copyOf(a);
        union.addAll(b);
        return union;
    }

    private static Set<DiagnosisCode> union(Set<DiagnosisCode> a, Set<DiagnosisCode> b, Set<DiagnosisCode> c) {
        return union(union(a, b), c);
    }
}
