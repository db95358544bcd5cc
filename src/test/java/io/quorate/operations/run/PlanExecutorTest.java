package io.quorate.operations.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure;
import io.quorate.model.ReplicationChannel.Positioning;
import io.quorate.model.Topologies;
import io.quorate.operations.plan.Plan;
import io.quorate.operations.plan.Stage;
import io.quorate.operations.plan.Step;
import io.quorate.operations.plan.Step.Threads;
import io.quorate.operations.plan.Strand;
import io.quorate.operations.plan.Strand.IfItFails;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanExecutorTest {

    private static final InstanceKey DB2 = Topologies.key("db2");
    private static final InstanceKey DB3 = Topologies.key("db3");
    private static final InstanceKey DB4 = Topologies.key("db4");

    private static final Patience IMPATIENT = new Patience(Duration.ofMillis(20), Duration.ofMillis(20));

    private final FakeServers servers = FakeServers.of(Topologies.parse("""
            db1 primary refused
            + db2 io-error gtid=1-905
            + db3 io-error gtid=1-900
            + db4 io-error gtid=1-900
            """));
    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        blocking.shutdownNow();
    }

    @Test
    void carriesAPlanOutAndTellsEachStep() {
        PlanReport report = run(failover(), Fence.OPEN);
        assertThat(report.isDone()).isTrue();
        assertThat(report.failures()).isEmpty();
        assertThat(servers.server("db2").isWritable()).isTrue();
        assertThat(servers.server("db2").source()).isEmpty();
        assertThat(servers.server("db3").source()).contains(DB2);
        assertThat(servers.server("db3").isReplicating()).isTrue();
        assertThat(servers.server("db3").executed())
                .isEqualTo(servers.server("db2").executed());
        assertThat(told).hasSize(3 + 8).allMatch(line -> line.matches(".* \\d+ ms"));
        assertThat(told.subList(0, 3)).allMatch(line -> line.startsWith("db2:3306: "));
    }

    @Test
    void readingsArePartOfTheReport() {
        PlanReport report = run(
                Plan.of(Stage.of(
                        "Read",
                        Strand.of(DB2, IfItFails.LOSE_IT, new Step.ReadPositions(DB2)),
                        Strand.of(DB3, IfItFails.LOSE_IT, new Step.ReadPositions(DB3)))),
                Fence.OPEN);
        assertThat(report.readings()).containsOnlyKeys(DB2, DB3);
        assertThat(report.readings())
                .hasEntrySatisfying(
                        DB2,
                        reading -> assertThat(reading.executed())
                                .contains(servers.server("db2").executed()));
    }

    @ParameterizedTest(name = "failing at {0}")
    @CsvSource(delimiter = '|', textBlock = """
            stop        | SERVER_ERROR | db2:3306: stop replication: failed after 0 ms: db2:3306 was told to fail at stop; not done: forget its source, make it writable
            reset       | SERVER_ERROR | db2:3306: forget its source: failed after 0 ms: db2:3306 was told to fail at reset; done before: stop replication; not done: make it writable
            setReadOnly | SERVER_ERROR | db2:3306: make it writable: failed after 0 ms: db2:3306 was told to fail at setReadOnly; done before: stop replication, forget its source
            setReadOnly | TIMEOUT      | db2:3306: make it writable: failed after 0 ms: db2:3306 was told to fail at setReadOnly; it may have happened nevertheless; done before: stop replication, forget its source
            """)
    void aVitalStepThatFailsEndsThePlanAndTellsWhatStateItLeft(String call, ProbeFailure.Kind kind, String state) {
        servers.server("db2").failOn(call, kind);
        PlanReport report = run(failover(), Fence.OPEN);
        assertThat(report.isDone()).isFalse();
        assertThat(report.abortedAt().map(StrandReport::stateLeft).map(PlanExecutorTest::withoutTimes))
                .contains(state.strip());
        assertThat(servers.server("db3").calls()).isEmpty();
    }

    @ParameterizedTest(name = "failing at {0}")
    @CsvSource({"stop, 0", "changeSource, 1", "start, 2", "readStatus, 3"})
    void aReplicaThatFailsIsLostAndTheOthersGoOn(String call, int doneBefore) {
        servers.server("db3").failOn(call, ProbeFailure.Kind.SERVER_ERROR);
        PlanReport report = run(failover(), Fence.OPEN);
        assertThat(report.isDone()).isTrue();
        assertThat(report.failures()).singleElement().satisfies(lost -> {
            assertThat(lost.key()).isEqualTo(DB3);
            assertThat(lost.steps()).hasSize(doneBefore + 1);
            assertThat(lost.hasDone(Step.ChangeSource.class)).isEqualTo(doneBefore > 1);
        });
        assertThat(servers.server("db4").isReplicating()).isTrue();
    }

    @Test
    void theFenceIsAskedBeforeEachChangeAndStopsTheRest() {
        AtomicInteger asked = new AtomicInteger();
        Fence untilTheThird = () -> asked.incrementAndGet() < 3 ? Optional.empty() : Optional.of("node n2 leads now");
        PlanReport report = run(failover(), untilTheThird);
        assertThat(report.fenced()).contains("node n2 leads now");
        assertThat(report.isDone()).isFalse();
        assertThat(servers.server("db2").isWritable()).isFalse();
        assertThat(servers.server("db2").calls()).containsExactly("stop BOTH", "reset");
        assertThat(servers.server("db3").calls()).isEmpty();
        assertThat(told).last().isEqualTo("db2:3306: make it writable: not begun: node n2 leads now");
    }

    @Test
    void aClosedFenceDoesNotKeepFromReading() {
        PlanReport report = run(
                Plan.of(Stage.of("Read", Strand.of(DB2, IfItFails.LOSE_IT, new Step.ReadPositions(DB2)))),
                () -> Optional.of("closed"));
        assertThat(report.readings()).containsKey(DB2);
    }

    @Test
    void aStepThatHangsIsCutAtItsLimit() {
        servers.server("db1").comeUp();
        servers.server("db1").hangOn("setReadOnly");
        Step.SetReadOnly closing = new Step.SetReadOnly(Topologies.key("db1"), true, true, Duration.ofMillis(10));
        PlanReport report =
                run(Plan.of(Stage.of("Close", Strand.of(closing.key(), IfItFails.NOTE, closing))), Fence.OPEN);
        assertThat(report.failures())
                .singleElement()
                .extracting(StrandReport::stateLeft)
                .asString()
                .contains("make it super-read-only: failed after")
                .contains("it may have happened nevertheless");
    }

    @Test
    void aServerThatIsGoneIsNotWaitedForAsLongAsABusyOne() {
        servers.server("db3").hangOn("stop");
        servers.server("db3").failOn("ping", ProbeFailure.Kind.TIMEOUT);
        PlanReport report = run(failover(), Fence.OPEN);
        assertThat(report.failures()).extracting(StrandReport::key).containsExactly(DB3);
        assertThat(report.failures().get(0).steps().get(0).took()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void relayLogsThatAreNotAppliedInTimeAreAFailure() {
        servers.server("db3").holdApplying();
        PlanReport report = run(
                Plan.of(Stage.of(
                        "Catch up",
                        Strand.of(
                                DB3,
                                IfItFails.ABORT,
                                new Step.StopReplication(DB3, "", Threads.BOTH),
                                Step.ChangeSource.byGtid(DB3, "", DB2, Positioning.ORACLE_GTID),
                                new Step.StartReplication(DB3, "", Threads.BOTH),
                                new Step.AwaitRelayLogsApplied(DB3, "", Duration.ofSeconds(1))))),
                Fence.OPEN);
        assertThat(report.abortedAt()
                        .flatMap(StrandReport::failure)
                        .map(f -> f.outcome().reason()))
                .contains("its relay logs are still not applied");
    }

    private Plan failover() {
        return Plan.of(
                Stage.of(
                        "Promote db2:3306",
                        Strand.of(
                                DB2,
                                IfItFails.ABORT,
                                new Step.StopReplication(DB2, "", Threads.BOTH),
                                new Step.ResetReplication(DB2, ""),
                                new Step.SetReadOnly(DB2, false, false, Step.STATEMENT_LIMIT))),
                Stage.of("Let the others follow", following(DB3), following(DB4)));
    }

    private static Strand following(InstanceKey key) {
        return Strand.of(
                key,
                IfItFails.LOSE_IT,
                new Step.StopReplication(key, "", Threads.BOTH),
                Step.ChangeSource.byGtid(key, "", DB2, Positioning.ORACLE_GTID),
                new Step.StartReplication(key, "", Threads.BOTH),
                new Step.AwaitReplicating(key, "", Duration.ofSeconds(5)));
    }

    private PlanReport run(Plan plan, Fence fence) {
        Lines lines = new Lines(servers);
        return new PlanExecutor(lines, blocking, InstantSource.system(), IMPATIENT)
                .run(plan, fence, step -> told.add(step.describe()))
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("after \\d+ ms", "after 0 ms");
    }
}
