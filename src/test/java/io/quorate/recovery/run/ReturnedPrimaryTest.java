package io.quorate.recovery.run;

import static io.quorate.recovery.run.Incident.result;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.quorate.hooks.HookPoint;
import io.quorate.model.ProbeFailure;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topologies;
import io.quorate.operations.run.FakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The primary is back while it is being replaced, and an operator does something while that goes on. */
class ReturnedPrimaryTest {

    private static final String DRAWING = """
            db1 primary refused gtid=1-905
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
    private final FakeServer old = incident.servers.server("db1");
    private final FakeServer candidate = incident.servers.server("db2");

    @Test
    void itIsLeftAloneWhenItAnswersAfterTheHooks() {
        incident.meanwhile.put(HookPoint.PRE_FAILOVER, old::comeUp);
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.successor()).isEmpty();
        assertThat(result.participants()).isEmpty();
        assertThat(result.errors())
                .singleElement()
                .asString()
                .startsWith("the primary came back before anything was done: db")
                .endsWith("; nothing was changed");
        assertThat(incident.steps()).containsAll(result.errors());
        assertNothingWasTouched();
        assertThat(incident.points).endsWith(HookPoint.POST_UNSUCCESSFUL_FAILOVER);
    }

    @Test
    void itIsLeftAloneWhenReplicasReachItThoughWeCannot() {
        old.failOn("ping", ProbeFailure.Kind.TIMEOUT);
        incident.meanwhile.put(HookPoint.PRE_FAILOVER, old::comeUp);
        assertThat(result(incident.recover()).errors())
                .singleElement()
                .asString()
                .contains("db2:3306 is connected to db1:3306 again");
        assertNothingWasTouched();
    }

    @Test
    void itIsLeftAloneWhenReplicasHaveNotNoticedYet() {
        Incident stopped = new Incident(KIT, BLOCKING, DRAWING.replace("+ db3 io-error", "+ db3 stopped"));
        List.of("db2", "db4").forEach(name -> stopped.servers.server(name).stayDisconnected());
        stopped.meanwhile.put(HookPoint.PRE_FAILOVER, stopped.servers.server("db1")::comeUp);
        assertThat(result(stopped.recover()).errors())
                .singleElement()
                .asString()
                .contains("db1:3306 answers again");
    }

    @Test
    void aReplicaThatWasStartedSinceTheDiagnosisIsStartedAgainBelowTheNewPrimary() {
        Incident other = new Incident(KIT, BLOCKING, DRAWING.replace("+ db3 io-error", "+ db3 stopped"));
        FakeServer started = other.servers.server("db3");
        other.meanwhile.put(HookPoint.PRE_FAILOVER, started::startReplicating);
        assertThat(result(other.recover()).successor()).contains(Topologies.key("db2"));
        assertThat(started.source()).contains(Topologies.key("db2"));
        assertThat(started.isReplicating()).isTrue();
    }

    @Test
    void aReplicaThatIsStoppedStaysSoBelowTheNewPrimary() {
        Incident other = new Incident(KIT, BLOCKING, DRAWING.replace("+ db3 io-error", "+ db3 stopped"));
        assertThat(result(other.recover()).successor()).contains(Topologies.key("db2"));
        assertThat(other.servers.server("db3").source()).contains(Topologies.key("db2"));
        assertThat(other.servers.server("db3").isReplicating()).isFalse();
    }

    @Test
    void replicasAreLetGoWhenItAnswersWhileTheyAreCutOff() {
        incident.servers.server("db4").before("stop", old::comeUp);
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.successor()).isEmpty();
        assertThat(result.participants()).isEmpty();
        assertThat(result.errors())
                .singleElement()
                .asString()
                .isEqualTo("the primary came back while its replicas were cut off: db1:3306 answers again; they are let"
                        + " go again, and nobody is promoted");
        for (String replica : List.of("db2", "db3", "db4")) {
            assertThat(incident.servers.server(replica).isReplicating()).isTrue();
            assertThat(incident.servers.server(replica).source()).contains(Topologies.key("db1"));
        }
        assertThat(incident.servers.writableAndUp()).isEqualTo(1);
    }

    @Test
    void itIsClosedBeforeTheNextOneOpensWhenItComesBackTooLateToBeSpared() {
        List<String> order = new ArrayList<>();
        candidate.before("reset", old::comeUp);
        old.before("setReadOnly", () -> order.add("old closed"));
        candidate.before("setReadOnly", () -> order.add("new opened"));
        assertThat(result(incident.recover()).successor()).contains(Topologies.key("db2"));
        assertThat(order).containsExactly("old closed", "new opened");
        assertThat(incident.servers.writableAndUp()).isEqualTo(1);
        assertThat(incident.steps()).contains("the primary came back too late: db1:3306 answers again");
    }

    @Test
    void nobodyElseOpensWhenItIsBackAndCannotBeClosed() {
        candidate.before("reset", old::comeUp);
        old.failOn("setReadOnly", ProbeFailure.Kind.SERVER_ERROR);
        RecoveryRecord.Result result = result(incident.recover());
        assertThat(result.successor()).isEmpty();
        assertThat(candidate.isWritable()).isFalse();
        assertThat(result.errors())
                .last()
                .asString()
                .startsWith("db1:3306: make it super-read-only: failed")
                .endsWith("db2:3306, which has forgotten its source, is not made writable; look at both");
    }

    private void assertNothingWasTouched() {
        for (String name : List.of("db2", "db3", "db4")) {
            assertThat(incident.servers.server(name).calls()).allMatch(call -> call.equals("readStatus"));
        }
        assertThat(old.calls()).allMatch(call -> call.equals("ping"));
    }
}
