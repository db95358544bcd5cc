package io.quorate.recovery.run;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.quorate.hooks.HookContext;
import io.quorate.hooks.HookPoint;
import io.quorate.hooks.HookRunner;
import io.quorate.hooks.HookSettings;
import io.quorate.model.ClusterFilter;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import io.quorate.operations.run.FakeServers;
import io.quorate.recovery.plan.RecoveryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** A dead primary, as drawn, and everything a recovery of it works with. */
final class Incident {

    static final String UID = "uid-1";
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    final FakeServers servers;
    final FakeLog log = new FakeLog();
    final WorkInProgress work = new WorkInProgress();
    final Map<HookPoint, HookContext> told = Collections.synchronizedMap(new EnumMap<>(HookPoint.class));
    final List<HookPoint> points = Collections.synchronizedList(new ArrayList<>());
    /** What happens while hooks of a point run. */
    final Map<HookPoint, Runnable> meanwhile = new EnumMap<>(HookPoint.class);

    RecoveryPolicy policy = RecoveryPolicy.DEFAULT.with(RecoveryPolicy.Scope.DEFAULT.withPrimaries(ClusterFilter.ALL));
    HookSettings hooks = HookSettings.none();
    private final ActorTestKit kit;
    private final ExecutorService blocking;
    private final Topology topology;
    private final TestProbe<Ended> probe;

    Incident(ActorTestKit kit, ExecutorService blocking, String drawing) {
        this.kit = kit;
        this.blocking = blocking;
        this.topology = Topologies.parse(drawing);
        this.servers = FakeServers.of(topology);
        this.probe = kit.createTestProbe();
    }

    /** The commands of one hook list. */
    Incident hook(HookPoint point, String command, Duration timeout) {
        hooks = HookSettings.of(Map.of(point, List.of(command)), "bash", timeout, Set.of());
        return this;
    }

    FailureSummary failure() {
        InstanceKey failed = InstanceKey.parse(topology.name()).orElseThrow();
        List<InstanceKey> replicas =
                topology.replicasOf(failed).stream().map(Member::key).toList();
        return new FailureSummary(
                failed,
                "DeadMaster",
                "the primary does not answer",
                List.of("db1:3306 refused the connection"),
                topology.name(),
                "orders",
                "",
                true,
                false,
                replicas,
                "");
    }

    Assignment automatic() {
        return Assignment.automatic(UID, failure(), Optional.of(RecoveryKind.PRIMARY), topology);
    }

    Assignment forced(Optional<String> candidate) {
        return Assignment.forced(UID, failure(), RecoveryKind.PRIMARY, topology, candidate.map(Topologies::key), false);
    }

    Ended recover() {
        return recover(automatic());
    }

    Ended recover(Assignment assignment) {
        start(assignment);
        return await();
    }

    Ended await() {
        return probe.receiveMessage(AT_MOST);
    }

    ActorRef<Recovery.Command> start(Assignment assignment) {
        HookRunner runner = HookRunner.of(hooks);
        Surroundings with = new Surroundings(
                "n1",
                log,
                servers,
                (point, context, listener) -> {
                    told.put(point, context);
                    points.add(point);
                    meanwhile.getOrDefault(point, () -> {}).run();
                    return runner.run(point, context, listener);
                },
                policy,
                "mysql/master",
                blocking,
                blocking,
                work,
                InstantSource.system());
        return kit.spawn(Recovery.create(assignment, with, probe.ref()));
    }

    /** The result of a recovery that came to its end. */
    static RecoveryRecord.Result result(Ended ended) {
        if (ended instanceof Ended.Completed completed) {
            return completed.result();
        }
        throw new AssertionError("not completed: " + ended);
    }

    RecoveryRecord record() {
        return log.state().recoveries().recovery(UID).orElseThrow();
    }

    List<String> steps() {
        return log.steps(UID);
    }
}
