package io.quorate.recovery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.model.Topologies;
import io.quorate.recovery.plan.RecoveryPolicy.Constraints;
import io.quorate.recovery.plan.RecoveryPolicy.RelayLogs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeadPrimaryPlannerTest {

    private static final RecoveryPolicy DEFAULT = RecoveryPolicy.DEFAULT;

    @Test
    void promotesTheMostAdvancedAndLetsTheOthersFollow() {
        assertThat(plan("""
                db1 primary refused
                + db2 io-error gtid=1-905
                + db3 io-error gtid=1-900
                + db4 io-error gtid=1-905
                """)).hasToString("""
                db2:3306 is promoted: it is the most advanced replica that may be promoted
                db4:3306 is not promoted: db2:3306 comes before it: it is the most advanced replica that may be promoted
                db3:3306 is not promoted: it has received 5 transactions fewer than db2:3306
                1. Promote db2:3306
                   db2:3306: stop replication
                   db2:3306: forget its source
                2. Let db2:3306 take writes
                   db2:3306: make it writable
                3. Let the others follow db2:3306
                   db3:3306: stop replication
                   db3:3306: replicate from db2:3306, by GTID
                   db3:3306: start replication
                   db3:3306: see it replicate (at most 10 s)
                   db4:3306: stop replication
                   db4:3306: replicate from db2:3306, by GTID
                   db4:3306: start replication
                   db4:3306: see it replicate (at most 10 s)
                """);
    }

    @Test
    void aPreferredReplicaCatchesUpBeforeItIsPromoted() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 io-error gtid=1-900 rule=prefer
                + db3 io-error gtid=1-905
                """);
        assertThat(plan.successor()).isEqualTo(key("db2"));
        assertThat(plan.verdicts().get(0).describe())
                .isEqualTo("db2:3306 is promoted: a preferred candidate where the primary was; it first gets 5"
                        + " transactions from db3:3306");
        assertThat(plan.becoming().toString()).startsWith("""
                1. Let db2:3306 catch up from db3:3306
                   db2:3306: stop replication
                   db2:3306: replicate from db3:3306, by GTID
                   db2:3306: start replication
                   db2:3306: wait until it has executed 00000000-0000-0000-0000-000000000001:1-905 (at most 600 s)
                2. Promote db2:3306
                """);
        assertThat(plan.lost()).isEmpty();
    }

    @Test
    void receivedTransactionsCountThoughTheyAreNotApplied() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 io-error gtid=1-850 retrieved=1-905
                + db3 io-error gtid=1-900 retrieved=1-900
                """);
        assertThat(plan.successor()).isEqualTo(key("db2"));
        assertThat(plan.becoming().toString())
                .contains(
                        "db2:3306: wait until its relay logs are applied (at most 600 s)\n"
                                + "   db2:3306: wait until it has executed 00000000-0000-0000-0000-000000000001:1-905 (at most 1 s)");
    }

    @Test
    void aLongQueueOfUnappliedTransactionsCostsATie() {
        assertThat(plan("""
                db1 primary refused
                + db2 gtid=1-1000 retrieved=1-9000
                + db3 gtid=1-8990 retrieved=1-9000
                """).successor()).isEqualTo(key("db3"));
    }

    @Test
    void aStoppedSqlThreadIsStartedBeforeItIsWaitedFor() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 gtid=1-850 retrieved=1-905 sql-stopped
                """);
        assertThat(plan.becoming().toString()).contains("db2:3306: start the SQL thread\n   db2:3306: wait until");
    }

    @Test
    void partedHistoriesAreGatheredFromSeveralReplicas() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 gtid=1-900,9a511b7b-7059-11e2-9a24-08002762b8af:1-4 rule=prefer
                + db3 gtid=1-905
                + db4 gtid=1-900,9a511b7b-7059-11e2-9a24-08002762b8af:1-6
                """);
        assertThat(plan.successor()).isEqualTo(key("db2"));
        assertThat(plan.becoming().toString())
                .contains("1. Let db2:3306 catch up from db3:3306")
                .contains("2. Let db2:3306 catch up from db4:3306");
        assertThat(plan.lost()).isEmpty();
    }

    @Test
    void anErrantReplicaIsNotPromotedThoughItLooksMostAdvanced() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 gtid=1-905 errant=1-3
                + db3 gtid=1-900
                """);
        assertThat(plan.successor()).isEqualTo(key("db3"));
        assertThat(reasonAgainst(plan, "db2")).contains("errant transactions").contains(":1-3");
        assertThat(plan.lossNotes())
                .containsExactly("5 transactions that db2:3306 received cannot be had from it and stay there");
    }

    @Test
    void anErrantReplicaThatIsNotAheadFollows() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 gtid=1-900 errant=1-3
                + db3 gtid=1-900
                """);
        assertThat(plan.successor()).isEqualTo(key("db3"));
        assertThat(plan.lost()).isEmpty();
        assertThat(plan.lossNotes()).isEmpty();
    }

    @Test
    void aWriteOnAReplicaSinceTheLastProbeIsFoundInTheMeasurement() {
        String text = "db1 primary refused gtid=1-900\n+ db2 gtid=1-900\n+ db3 gtid=1-900";
        PrimaryFailure failure = Plans.failure(text);
        PrimaryFailure written = Plans.failure(text.replace("+ db2 gtid=1-900", "+ db2 gtid=1-900,db2:1"));
        RecoveryPlan plan = Plans.plan(new DeadPrimaryPlanner(DEFAULT)
                .decide(
                        failure,
                        Measurement.of(Map.of(
                                key("db2"), reading(written, "db2"),
                                key("db3"), reading(failure, "db3")))));
        assertThat(plan.successor()).isEqualTo(key("db3"));
        assertThat(reasonAgainst(plan, "db2")).contains("errant");
    }

    @Test
    void aDelayedReplicaIsNotPromotedAndMovesLast() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 delay=3600s gtid=1-100 retrieved=1-900
                + db3 gtid=1-900
                """);
        assertThat(plan.successor()).isEqualTo(key("db3"));
        assertThat(reasonAgainst(plan, "db2")).isEqualTo("it is delayed on purpose by 3600 s");
        assertThat(plan.lost()).isEmpty();
        assertThat(plan.following().servers()).containsExactly(key("db2"));
    }

    @Test
    void whatOnlyADelayedReplicaReceivedIsNamed() {
        String text = """
                db1 primary refused
                + db2 delay=3600s gtid=1-100 retrieved=1-902
                + db3 gtid=1-900
                """;
        assertThat(plan(text).lossNotes())
                .containsExactly("2 transactions that db2:3306 received cannot be had from it and stay there");
        Refusal strict = Plans.refusal(text, DEFAULT.with(Constraints.NONE.refusingKnownLoss()));
        assertThat(strict.reasons()).containsExactlyElementsOf(plan(text).lossNotes());
    }

    @Test
    void aReplicaFromWhichNothingIsLostBeatsAPreferredOne() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 version=5.7.22 gtid=1-900 rule=prefer
                + db3 version=8.0.31 gtid=1-905
                + db4 version=8.0.31 gtid=1-905
                """);
        assertThat(plan.successor()).isEqualTo(key("db3"));
        assertThat(reasonAgainst(plan, "db2")).isEqualTo("promoting it would leave 5 transactions behind");
    }

    @Test
    void anotherDataCenterIsForbiddenAsASuccessorButStillGivesWhatItReceived() {
        String text = """
                db1 primary refused dc=ny gtid=1-880
                + db2 dc=sf gtid=1-905
                + db3 dc=ny gtid=1-900
                """;
        assertThat(plan(text).successor()).isEqualTo(key("db2"));
        RecoveryPlan here = Plans.plan(text, DEFAULT.with(Constraints.NONE.withSameDataCenter()));
        assertThat(here.successor()).isEqualTo(key("db3"));
        assertThat(here.becoming().toString()).startsWith("1. Let db3:3306 catch up from db2:3306");
        assertThat(reasonAgainst(here, "db2"))
                .isEqualTo("it is in data center 'sf', not in 'ny' (PreventCrossDataCenterMasterFailover)");
    }

    @Test
    void allInForbiddenPlacesIsARefusalBeforeAnythingIsTouched() {
        PrimaryFailure failure = Plans.failure("""
                db1 primary refused region=east
                + db2 region=west
                + db3 region=west
                """);
        Preparation preparation =
                new DeadPrimaryPlanner(DEFAULT.with(Constraints.NONE.withSameRegion())).prepare(failure);
        List<String> reasons = preparation.foldPreparation(freeze -> List.of("goes ahead"), Refusal::reasons);
        assertThat(reasons)
                .containsExactly(
                        "no replica of db1:3306 may be promoted",
                        "db2:3306 is not promoted: it is in region 'west', not in 'east'"
                                + " (PreventCrossRegionMasterFailover)",
                        "db3:3306 is not promoted: it is in region 'west', not in 'east'"
                                + " (PreventCrossRegionMasterFailover)");
    }

    @Test
    void theFreezeCutsOffTheReplicasOfTheDeadPrimaryAlone() {
        Preparation preparation = new DeadPrimaryPlanner(DEFAULT).prepare(Plans.failure("""
                db1 primary refused
                + db2
                  + db4
                + db3 stopped
                """));
        String text = preparation.foldPreparation(
                freeze -> freeze.plan() + "undone by\n" + freeze.thaw(),
                refusal -> refusal.reasons().toString());
        assertThat(text).isEqualTo("""
                1. Cut the replicas off and read how far each has got
                   db2:3306: stop the I/O thread
                   db2:3306: read how far it has got
                   db3:3306: stop the I/O thread
                   db3:3306: read how far it has got
                undone by
                1. Let the replicas connect to their source again
                   db2:3306: start the I/O thread
                """);
    }

    @Test
    void replicasBelowADeadReplicaAreOrphansToo() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 refused
                  + db4 io-error gtid=1-905
                    + db5 gtid=1-905
                + db3 io-error gtid=1-900
                """);
        assertThat(plan.successor()).isEqualTo(key("db4"));
        assertThat(plan.following().servers()).containsExactly(key("db3"));
        assertThat(plan.lost()).containsOnly(Map.entry(key("db2"), "it does not answer"));
    }

    @Test
    void aReplicaThatAnOperatorStoppedIsMovedButStaysStopped() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 gtid=1-900
                + db3 stopped gtid=1-300
                """);
        assertThat(plan.following().toString()).isEqualTo("""
                1. Let the others follow db2:3306
                   db3:3306: stop replication
                   db3:3306: replicate from db2:3306, by GTID
                """);
    }

    @Test
    void aReplicaWhoseMissingTransactionsWerePurgedIsLost() {
        RecoveryPlan plan = plan("""
                db1 primary refused
                + db2 gtid=1-900 purged=1-500
                + db3 gtid=1-400
                """);
        assertThat(plan.lost().get(key("db3")))
                .startsWith("db2:3306 has purged transactions that db3:3306 never executed: ")
                .endsWith(":401-500");
    }

    @Test
    void lagLimitsAndHostFiltersRuleOut() {
        String text = "db1 primary refused\n+ db2 lag=700s gtid=1-905\n+ db3 lag=3s gtid=1-900";
        assertThat(Plans.plan(text, DEFAULT.with(Constraints.NONE.withLagLimit(Duration.ofMinutes(10))))
                        .successor())
                .isEqualTo(key("db3"));
        assertThat(Plans.plan(text, DEFAULT.with(Constraints.NONE.withIgnoredHosts(List.of(Pattern.compile("db2:")))))
                        .successor())
                .isEqualTo(key("db3"));
        assertThat(Plans.plan(text, DEFAULT).successor()).isEqualTo(key("db2"));
    }

    @Test
    void anUnknownLagIsNotWithinTheLimit() {
        String text = "db1 primary refused\n+ db2 lag=unknown\n+ db3 lag=1s";
        assertThat(Plans.plan(text, DEFAULT.with(Constraints.NONE.withLagLimit(Duration.ofMinutes(10))))
                        .successor())
                .isEqualTo(key("db3"));
    }

    @Test
    void unappliedRelayLogsRuleOutWhenThePolicySaysSo() {
        String text = "db1 primary refused\n+ db2 gtid=1-890 retrieved=1-905\n+ db3 gtid=1-900";
        RecoveryPlan plan = Plans.plan(text, DEFAULT.with(Constraints.NONE.withRelayLogs(RelayLogs.REFUSE)));
        assertThat(plan.successor()).isEqualTo(key("db3"));
        assertThat(plan.becoming().toString()).contains("catch up from db2:3306");
    }

    @Test
    void withoutGtidsSeveralReplicasAreARefusalAndASingleOneIsPromoted() {
        assertThat(Plans.refusal("* no-gtid\ndb1 primary refused\n+ db2\n+ db3", DEFAULT)
                        .reasons())
                .containsExactly("the replicas of db1:3306 use no GTIDs, so that none can be placed below another;"
                        + " turn GTIDs on");
        assertThat(plan("* no-gtid\ndb1 primary refused\n+ db2").successor()).isEqualTo(key("db2"));
    }

    @Test
    void noAnswerFromAnyReplicaIsARefusal() {
        assertThat(Plans.refusal("db1 primary refused\n+ db2 refused\n+ db3 timeout", DEFAULT)
                        .reasons())
                .containsExactly("no replica of db1:3306 answers");
    }

    @Test
    void anOperatorsChoiceOverridesWhatCanBeOverriddenAndNothingElse() {
        String text = "db1 primary refused\n+ db2 gtid=1-900 errant=1-2\n+ db3 gtid=1-905\n+ db4 rule=must_not";
        DeadPrimaryPlanner planner = new DeadPrimaryPlanner(DEFAULT);
        RecoveryPlan chosen = Plans.plan(planner.preview(Plans.failure(text, Optional.of("db2"))));
        assertThat(chosen.successor()).isEqualTo(key("db2"));
        assertThat(chosen.verdicts().get(0).reasons()).first().isEqualTo("an operator asked for it");
        assertThat(Plans.refusal(planner.preview(Plans.failure(text, Optional.of("db4"))))
                        .reasons())
                .contains("db4:3306 was asked for, but its promotion rule is must_not");
        assertThat(Plans.refusal(planner.preview(Plans.failure(text, Optional.of("db9"))))
                        .reasons())
                .contains("db9:3306 is not a replica that lost its source and answers");
    }

    @Test
    void aCandidateThatFailedIsNotTriedAgain() {
        PrimaryFailure failure = Plans.failure("db1 primary refused\n+ db2 gtid=1-905\n+ db3 gtid=1-900");
        Measurement measured =
                Measurement.of(Map.of(key("db2"), reading(failure, "db2"), key("db3"), reading(failure, "db3")));
        DeadPrimaryPlanner planner = new DeadPrimaryPlanner(DEFAULT);
        RecoveryPlan slow = Plans.plan(planner.decide(failure, measured.rulingOut(key("db2"), "it did not stop")));
        assertThat(slow.successor()).isEqualTo(key("db3"));
        assertThat(slow.becoming().toString()).contains("catch up from db2:3306");
        RecoveryPlan gone = Plans.plan(planner.decide(failure, measured.losing(key("db2"), "connection refused")));
        assertThat(gone.lost()).containsEntry(key("db2"), "connection refused");
        assertThat(gone.becoming().toString()).doesNotContain("catch up");
    }

    @Test
    void mariaDbPositionsAreComparedByDomain() {
        RecoveryPlan plan = plan("""
                * mariadb
                db1 primary refused gtid=0-1-880
                + db2 gtid=0-1-900 rule=prefer
                + db3 gtid=0-1-905
                + db4 gtid=0-1-890
                """);
        assertThat(plan.successor()).isEqualTo(key("db2"));
        assertThat(plan.becoming().toString()).contains("wait until it has executed 0-1-905");
        assertThat(plan.lost()).isEmpty();
    }

    @Test
    void aServerThatWroteItselfIsErrantOnMariaDb() {
        RecoveryPlan plan = plan("""
                * mariadb
                db1 primary refused gtid=0-1-900
                + db2 gtid=0-2-901
                + db3 gtid=0-1-900
                """);
        assertThat(plan.successor()).isEqualTo(key("db3"));
        assertThat(reasonAgainst(plan, "db2")).contains("errant").contains("0-2-901");
        assertThat(plan.lost().keySet()).containsExactly(key("db2"));
        assertThat(plan.lossNotes()).isEmpty();
    }

    @Test
    void semiSyncIsSwitchedOnBeforeTheFirstWriteWhereTheServerHasAPriority() {
        RecoveryPlan plan = plan("db1 primary refused\n+ db2 semi-sync-replica priority=1");
        assertThat(plan.becoming().toString()).endsWith("""
                           db2:3306: enable semi-sync as source
                        2. Let db2:3306 take writes
                           db2:3306: make it writable
                        """);
    }

    @Test
    void aPromotionThatIsLeftToOthersOnlyStopsOrDetaches() {
        String text = "db1 primary refused\n+ db2";
        RecoveryPlan stopped = Plans.plan(text, DEFAULT.with(new RecoveryPolicy.Promotion(false, false, false)));
        assertThat(stopped.becoming().toString()).isEqualTo("1. Promote db2:3306\n   db2:3306: stop replication\n");
        assertThat(stopped.fencing().isEmpty()).isTrue();
        RecoveryPlan detached = Plans.plan(text, DEFAULT.with(new RecoveryPolicy.Promotion(false, true, false)));
        assertThat(detached.becoming().toString()).endsWith("db2:3306: detach it from db1:3306\n");
    }

    private static RecoveryPlan plan(String text) {
        return Plans.plan(text, DEFAULT);
    }

    private static Reading reading(PrimaryFailure failure, String name) {
        return Reading.of(
                failure.topology().member(key(name)).flatMap(m -> m.instance()).orElseThrow());
    }

    private static String reasonAgainst(RecoveryPlan plan, String name) {
        return plan.verdicts().stream()
                .filter(v -> v.key().equals(key(name)))
                .map(v -> String.join("; ", v.reasons()))
                .findFirst()
                .orElseThrow();
    }

    private static InstanceKey key(String name) {
        return Topologies.key(name);
    }
}
