package io.quorate.recovery.run;

import static io.quorate.recovery.run.Incident.result;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import io.quorate.hooks.HookPoint;
import io.quorate.model.Downtime;
import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topologies;
import io.quorate.recovery.plan.RecoveryPolicy;
import io.quorate.statemachine.RecoveryChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecoveryTest {

    private static final String DRAWING = """
            db1 primary refused
            + db2 io-error gtid=1-905
            + db3 io-error gtid=1-900
            + db4 io-error gtid=1-903
            """;

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final ExecutorService BLOCKING = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
        BLOCKING.shutdownNow();
    }

    private final Incident incident = new Incident(KIT, BLOCKING, DRAWING);

    @Test
    void promotesMovesTheOthersAndRecordsAll() {
        RecoveryRecord.Result result = result(incident.recover());

        assertThat(result.successor()).contains(key("db2"));
        assertThat(result.isSuccessful()).isTrue();
        assertThat(result.method()).isEqualTo("MasterRecoveryGTID");
        assertThat(result.errors()).isEmpty();
        assertThat(result.participants()).containsExactly(key("db2"), key("db3"), key("db4"));
        assertThat(result.successorCoordinates().toString()).isEqualTo("bin.000001:1000");
        assertThat(incident.servers.server("db2").isWritable()).isTrue();
        assertThat(incident.servers.writableAndUp()).isEqualTo(1);
        assertThat(incident.servers.server("db3").executed())
                .isEqualTo(incident.servers.server("db2").executed());
        assertThat(incident.record().result()).contains(result);
        assertThat(incident.steps())
                .startsWith("detected DeadMaster of db1:3306: the primary does not answer")
                .anyMatch(step -> step.matches("db2:3306: make it writable: \\d+ ms"))
                .anyMatch(step -> step.matches("db2:3306 is promoted, \\d+ ms after the recovery began"))
                .anyMatch(step -> step.startsWith("db3:3306 is not promoted: it has received 5 transactions fewer"));
        assertThat(incident.steps().get(incident.steps().size() - 1))
                .matches("the recovery ends, \\d+ ms after the recovery began");
    }

    @Test
    void tellsTheGroupWhoLeadsTheClusterNowAndWhoIsOut() {
        incident.recover();
        assertThat(incident.log.kinds())
                .containsExactly(
                        "RegisterDetection",
                        "RegisterRecovery",
                        "RecordUndertaking",
                        "RecordUndertaking",
                        "PutKeyValues",
                        "SetAliasOverride",
                        "EndDowntime",
                        "BeginDowntime",
                        "ResolveRecovery");
        assertThat(incident.log.state().keyValues().pairs())
                .containsEntry("mysql/master/orders", "db2:3306")
                .containsEntry("mysql/master/orders/hostname", "db2")
                .containsEntry("mysql/master/orders/port", "3306");
        assertThat(incident.log.state().notes().aliasOverrides()).containsEntry("db2:3306", "orders");
        Downtime downtime = incident.log.state().notes().downtimes().get(key("db1"));
        assertThat(downtime)
                .isNotNull()
                .satisfies(d -> assertThat(d.isLostInRecovery()).isTrue());
    }

    @Test
    void hooksRunInOrderAndKnowTheOutcome() {
        incident.recover();
        assertThat(incident.points)
                .containsExactly(
                        HookPoint.ON_FAILURE_DETECTION,
                        HookPoint.PRE_FAILOVER,
                        HookPoint.POST_PRIMARY_FAILOVER,
                        HookPoint.POST_FAILOVER);
        assertThat(incident.told.values()).allMatch(c -> c.recoveryUid().equals(Incident.UID));
        assertThat(incident.told)
                .hasEntrySatisfying(
                        HookPoint.PRE_FAILOVER, c -> assertThat(c.successor()).isEmpty());
        assertThat(incident.told)
                .hasEntrySatisfying(
                        HookPoint.POST_FAILOVER,
                        c -> assertThat(c.successor().map(s -> s.instance())).contains(key("db2")));
    }

    @Test
    void aHookThatFailsBeforeTheFailoverVetoesIt() {
        incident.hook(HookPoint.PRE_FAILOVER, "echo not tonight; exit 3", Duration.ofSeconds(10));
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.isSuccessful()).isFalse();
        assertThat(result.errors())
                .singleElement()
                .asString()
                .startsWith("vetoed by PreFailoverProcesses: hook 1 exited with status 3")
                .endsWith("saying: not tonight");
        assertNothingWasTouched();
        assertThat(incident.points).endsWith(HookPoint.POST_UNSUCCESSFUL_FAILOVER);
        assertThat(incident.record().isRunning()).isFalse();
    }

    @Test
    void aHookThatHangsIsKilledAndCountsAsAVeto() {
        incident.hook(HookPoint.PRE_FAILOVER, "sleep 60", Duration.ofMillis(200));
        assertThat(result(incident.recover()).errors())
                .singleElement()
                .asString()
                .contains("was killed, for it ran longer than");
        assertNothingWasTouched();
    }

    @Test
    void aFailingDetectionHookStopsThisAttemptAndTheNextOnePassesIt() {
        incident.hook(HookPoint.ON_FAILURE_DETECTION, "exit 1", Duration.ofSeconds(10));
        assertThat(incident.recover())
                .isInstanceOfSatisfying(
                        Ended.NotAttempted.class,
                        ended -> assertThat(ended.reason()).startsWith("vetoed by OnFailureDetectionProcesses"));
        assertNothingWasTouched();
        assertThat(result(incident.recover()).successor()).contains(key("db2"));
    }

    @Test
    void aFailingHookAfterwardsChangesNothing() {
        incident.hook(HookPoint.POST_PRIMARY_FAILOVER, "exit 1", Duration.ofSeconds(10));
        assertThat(result(incident.recover()).isSuccessful()).isTrue();
        assertThat(incident.points).endsWith(HookPoint.POST_PRIMARY_FAILOVER, HookPoint.POST_FAILOVER);
    }

    @ParameterizedTest
    @EnumSource(names = "PRIMARY", mode = EnumSource.Mode.EXCLUDE)
    void onlyDeadPrimariesAreReplaced(RecoveryKind kind) {
        Assignment other = Assignment.forced(
                Incident.UID, incident.failure(), kind, incident.automatic().topology(), Optional.empty(), false);
        assertThat(incident.recover(other))
                .isEqualTo(new Ended.NotAttempted(
                        Incident.UID,
                        "DeadMaster of db1:3306 is not repaired: only a primary is replaced, this asks for " + kind));
        assertThat(incident.log.kinds()).containsExactly("RegisterDetection");
        assertNothingWasTouched();
    }

    @Test
    void aVetoBlocksTheClusterForHalfAMinuteOnly() {
        incident.hook(HookPoint.PRE_FAILOVER, "exit 3", Duration.ofSeconds(10));
        incident.recover();
        RecoveryRecord vetoed = incident.record();
        assertThat(vetoed.activeUntil()).isEqualTo(vetoed.ended().orElseThrow().plusSeconds(30));
    }

    @Test
    void aNodeThatEndsCanWaitForARecoveryAndItsLastStep() throws Exception {
        CompletableFuture<Boolean> isEnded = new CompletableFuture<>();
        incident.meanwhile.put(
                HookPoint.POST_FAILOVER,
                () -> isEnded.complete(
                        incident.work.ended().toCompletableFuture().isDone()));
        assertThat(incident.work.ended().toCompletableFuture()).isDone();
        incident.recover();
        incident.work.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(isEnded.join()).isFalse();
        assertThat(incident.steps().get(incident.steps().size() - 1)).startsWith("the recovery ends");
    }

    @Test
    void aRecoveryBlocksTheClusterForItsPeriod() {
        incident.recover();
        assertThat(incident.record().activeUntil())
                .isEqualTo(incident.record().startedAt().plus(Duration.ofHours(1)));
    }

    @Test
    void aSecondRecoveryIsBlockedUnlessItIsForced() {
        incident.recover();
        Assignment again = new Assignment(
                "uid-2",
                incident.failure(),
                Optional.of(RecoveryKind.PRIMARY),
                incident.automatic().topology(),
                false,
                Optional.empty(),
                false,
                Optional.empty());
        assertThat(incident.recover(again))
                .isInstanceOfSatisfying(
                        Ended.NotAttempted.class,
                        ended -> assertThat(ended.reason()).contains("blocks another until"));
    }

    @Test
    void aFailureThatNeedsNoRecoveryIsAnnouncedOnly() {
        Assignment announcement = Assignment.automatic(
                Incident.UID,
                incident.failure(),
                Optional.empty(),
                incident.automatic().topology());
        assertThat(incident.recover(announcement)).isInstanceOf(Ended.NotAttempted.class);
        assertThat(incident.points).containsExactly(HookPoint.ON_FAILURE_DETECTION);
        assertThat(incident.log.kinds()).containsExactly("RegisterDetection");
    }

    @Test
    void anOperatorsChoiceIsPromotedThoughItHasToCatchUp() {
        RecoveryRecord.Result result = result(incident.recover(incident.forced(Optional.of("db3"))));
        assertThat(result.successor()).contains(key("db3"));
        assertThat(incident.servers
                        .server("db3")
                        .executed()
                        .contains(incident.servers.server("db2").executed()))
                .isTrue();
        assertThat(incident.servers.server("db2").source()).contains(key("db3"));
    }

    @Test
    void aCandidateThatDiesAfterTheMeasurementIsReplacedByTheNext() {
        incident.servers
                .server("db2")
                .before("reset", () -> incident.servers.server("db2").die());
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.successor()).contains(key("db4"));
        assertThat(result.lostReplicas()).containsExactly(key("db2"));
        assertThat(result.errors())
                .first()
                .asString()
                .startsWith("db2:3306: forget its source: failed after")
                .contains("done before: stop replication");
        assertThat(incident.servers.writableAndUp()).isEqualTo(1);
    }

    @Test
    void nobodyElseIsPromotedWhenTheFirstMayTakeWrites() {
        incident.servers.server("db2").failOn("setReadOnly", ProbeFailure.Kind.TIMEOUT);
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.isSuccessful()).isFalse();
        assertThat(result.errors())
                .last()
                .isEqualTo("db2:3306 may take writes or not, so that nobody else is promoted; look at it");
        assertThat(incident.servers.server("db4").isWritable()).isFalse();
    }

    @Test
    void aReplicaThatDoesNotAnswerWhileItIsFrozenIsLost() {
        incident.servers.server("db3").failOn("readStatus", ProbeFailure.Kind.TIMEOUT);
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.successor()).contains(key("db2"));
        assertThat(result.lostReplicas()).containsExactly(key("db3"));
        assertThat(incident.log.state().notes().downtimes()).containsKey(key("db3"));
    }

    @Test
    void aReplicaThatCannotBeMovedIsLostAndDetached() {
        incident.servers
                .server("db3")
                .before(
                        "changeSource",
                        () -> incident.servers.server("db3").failOn("changeSource", ProbeFailure.Kind.SERVER_ERROR));
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.successor()).contains(key("db2"));
        assertThat(result.lostReplicas()).containsExactly(key("db3"));
        assertThat(incident.servers.server("db3").calls()).contains("changeSource //db1:3306");
    }

    @Test
    void aReplicaThatOnlyDoesNotReplicateYetIsNotLost() {
        incident.servers
                .server("db3")
                .before(
                        "start",
                        () -> incident.servers.server("db3").failOn("readStatus", ProbeFailure.Kind.SERVER_ERROR));
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.lostReplicas()).isEmpty();
        assertThat(result.errors())
                .singleElement()
                .asString()
                .startsWith("db3:3306: see it replicate (at most 10 s): failed");
    }

    @Test
    void aRefusalTouchesNothingAndSaysWhy() {
        Incident strict = new Incident(KIT, BLOCKING, DRAWING.replace("io-error", "io-error dc=other"));
        strict.policy = strict.policy.with(RecoveryPolicy.Constraints.NONE.withSameDataCenter());
        RecoveryRecord.Result result = result(strict.recover());
        assertThat(result.errors())
                .contains("no replica of db1:3306 may be promoted", "nobody is promoted")
                .anyMatch(e -> e.startsWith("db2:3306 is not promoted: it is in data center 'other'"));
        assertThat(strict.servers.server("db2").calls()).doesNotContain("stop IO");
        assertThat(strict.points).endsWith(HookPoint.POST_UNSUCCESSFUL_FAILOVER);
    }

    @Test
    void whoeverIsFrozenInVainIsLetGoAgain() {
        incident.policy =
                incident.policy.with(RecoveryPolicy.Constraints.NONE.withRelayLogs(RecoveryPolicy.RelayLogs.REFUSE));
        Incident behind = new Incident(KIT, BLOCKING, "db1 primary refused\n+ db2 io-error gtid=1-900 retrieved=1-905");
        behind.policy = incident.policy;
        behind.servers.server("db2").holdApplying();
        RecoveryRecord.Result result = result(behind.recover());
        assertThat(result.isSuccessful()).isFalse();
        assertThat(behind.servers.server("db2").isIoRunning()).isTrue();
    }

    @Test
    void losingTheLeadershipHalfWayStopsBeforeTheNextChange() {
        incident.servers.server("db2").before("reset", incident.log::loseLeadership);
        assertThat(incident.recover())
                .isEqualTo(new Ended.BrokenOff(Incident.UID, "leadership has changed, n2 leads now"));
        assertThat(incident.servers.server("db2").isWritable()).isFalse();
        assertThat(incident.servers.server("db4").calls()).doesNotContain("stop BOTH");
    }

    @Test
    void aNewEpochIsNotTheOldOneThoughTheSameNodeLeads() {
        incident.servers.server("db2").before("reset", () -> incident.log.lead(9));
        assertThat(incident.recover()).isInstanceOf(Ended.BrokenOff.class);
        assertThat(incident.servers.server("db2").isWritable()).isFalse();
    }

    @Test
    void aCancelledRecoveryStopsBeforeTheNextChange() {
        Incident slow = new Incident(KIT, BLOCKING, DRAWING);
        CompletableFuture<ActorRef<Recovery.Command>> self = new CompletableFuture<>();
        slow.servers.server("db2").before("reset", () -> {
            self.join().tell(new Recovery.Cancel("an operator stopped it"));
            slow.log.awaitStep(Incident.UID, "cancelled: an operator stopped it");
        });
        self.complete(slow.start(slow.automatic()));
        assertThat(slow.await()).isEqualTo(new Ended.BrokenOff(Incident.UID, "an operator stopped it"));
        assertThat(slow.servers.server("db2").isWritable()).isFalse();
        assertThat(slow.record().isRunning()).isFalse();
    }

    @Test
    void aNodeThatDoesNotLeadBeginsNothing() {
        incident.log.loseLeadership();
        assertThat(incident.recover())
                .isEqualTo(new Ended.NotAttempted(Incident.UID, "leadership has changed, n2 leads now"));
    }

    @Test
    void whatWasLeftByAnEarlierEpochIsAbandonedAndBlocksNobody() {
        incident.log.propose(new RecoveryChange.RegisterRecovery(
                "old",
                RecoveryKind.PRIMARY,
                incident.failure(),
                "n0",
                6,
                0,
                false,
                Instant.now(),
                Duration.ofHours(1)));
        assertThat(incident.recover()).isInstanceOf(Ended.NotAttempted.class);
        List<RecoveryRecord> abandoned = Abandonment.ofEarlierEpochs(incident.log);
        abandoned.forEach(old -> incident.log.propose(Abandonment.of(old, Instant.now())));
        assertThat(abandoned).extracting(RecoveryRecord::uid).containsExactly("old");
        assertThat(result(incident.recover()).successor()).contains(key("db2"));
    }

    @Test
    void thePrimaryIsClosedForWritesIfItComesBack() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        incident.servers.server("db1").before("setReadOnly", tried::countDown);
        incident.servers
                .server("db2")
                .before("setReadOnly", () -> incident.servers.server("db1").comeUp());
        assertThat(result(incident.recover()).isSuccessful()).isTrue();
        assertThat(tried.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void assertNothingWasTouched() {
        for (String name : List.of("db2", "db3", "db4")) {
            assertThat(incident.servers.server(name).calls()).allMatch(call -> call.equals("readStatus"));
        }
    }

    private static InstanceKey key(String name) {
        return Topologies.key(name);
    }
}
