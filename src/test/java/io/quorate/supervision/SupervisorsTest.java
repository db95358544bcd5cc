package io.quorate.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import io.quorate.probing.Fleet;
import io.quorate.readmodel.FakeLog;
import io.quorate.statemachine.FleetChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which servers the fleet is told to watch. */
class SupervisorsTest {

    private static final InstanceKey DB1 = new InstanceKey("db1", 3306);
    private static final InstanceKey DB2 = new InstanceKey("db2", 3306);
    private static final InstanceKey DB3 = new InstanceKey("db3", 3306);
    private static final Topology TOPOLOGY = Topologies.parse("""
            db1 primary
            + db2 replica
            + db3 replica
            """);

    private static ActorTestKit kit;

    private final FakeLog log = new FakeLog();
    private TestProbe<Fleet.Command> fleet;

    @BeforeAll
    static void startActors() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stopActors() {
        kit.shutdownTestKit();
    }

    @BeforeEach
    void startFleet() {
        fleet = kit.createTestProbe();
    }

    @Test
    void whatIsKnownIsWatched() {
        know(DB1, DB2);
        ActorRef<Supervisors.Command> supervisors = start("");
        supervisors.tell(new Supervisors.StateApplied(log.state()));
        assertThat(watched()).containsExactlyInAnyOrder(DB1, DB2);
    }

    @Test
    void whatIsIgnoredIsNotWatchedThoughItIsKnownFromEarlier() {
        know(DB1, DB2, DB3);
        ActorRef<Supervisors.Command> supervisors = start("^db2:");
        supervisors.tell(new Supervisors.StateApplied(log.state()));
        assertThat(watched()).containsExactlyInAnyOrder(DB1, DB3);
    }

    @Test
    void theNeighboursOfAServerAreMadeKnownButNotTheIgnoredOnes() {
        know(DB1);
        ActorRef<Supervisors.Command> supervisors = start("^db2:");
        supervisors.tell(new Supervisors.StateApplied(log.state()));
        assertThat(watched()).containsExactly(DB1);
        supervisors.tell(new Supervisors.Observed(seen(DB1)));
        fleet.awaitAssert(() -> assertThat(log.state().fleet().known()).containsExactly(DB1, DB3));
    }

    private ActorRef<Supervisors.Command> start(String ignored) {
        return kit.spawn(Supervisors.create(
                log,
                fleet.getRef(),
                name -> Behaviors.ignore(),
                NeighboursTest.settings(ignored, "", ""),
                new Housekeeping(Duration.ofDays(10), Duration.ofHours(1), Duration.ofDays(7)),
                InstantSource.fixed(Topologies.NOW)));
    }

    private void know(InstanceKey... keys) {
        log.propose(new FleetChange.Discover(new TreeSet<>(Set.of(keys))));
    }

    private Set<InstanceKey> watched() {
        return fleet.expectMessageClass(Fleet.Watch.class).keys();
    }

    private static Observation seen(InstanceKey key) {
        return TOPOLOGY.member(key).map(Member::observation).orElseThrow();
    }
}
