package io.quorate.recovery.run;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import io.quorate.operations.run.FakeServer;
import io.quorate.statemachine.RecoveryChange.AbandonRecovery;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A leader dies in the middle of a recovery, wherever that is; the next one ends what it began. */
class TakeOverTest {

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

    @ParameterizedTest(name = "the leader dies before {1} on {0}")
    @CsvSource({
        "db2, stop",
        "db3, stop",
        "db4, stop",
        "db2, reset",
        "db2, setReadOnly",
        "db3, changeSource",
        "db4, changeSource",
        "db3, start",
        "db4, start",
    })
    void theNextLeaderEndsWhatWasBegun(String server, String call) {
        breakOffBefore(server, call);
        Ended ended = takeOver();

        RecoveryRecord.Result result = Incident.result(ended);
        String story = String.join("\n", incident.steps()) + "\n--\n" + String.join("\n", incident.log.steps("uid-2"));
        assertThat(result.successor()).as(story).contains(key("db2"));
        assertThat(result.lostReplicas()).as(story).isEmpty();
        assertThat(incident.servers.writableAndUp()).as(story).isEqualTo(1);
        assertThat(incident.servers.server("db2").isWritable()).as(story).isTrue();
        for (String replica : List.of("db3", "db4")) {
            FakeServer follower = incident.servers.server(replica);
            assertThat(follower.source()).as(story).contains(key("db2"));
            assertThat(follower.isReplicating()).as(story).isTrue();
        }
        assertThat(succeeded()).as(story).hasSize(1);
    }

    @Test
    void theOneThatWasBrokenOffIsShownAsClosedAndBlocksNobody() {
        breakOffBefore("db3", "stop");
        takeOver();
        RecoveryRecord closed = incident.record();
        assertThat(closed.isRunning()).isFalse();
        assertThat(closed.result().orElseThrow().isSuccessful()).isFalse();
        assertThat(closed.acknowledgement()).isPresent();
        assertThat(incident.log.steps("uid-2")).first().asString().contains("in place of uid-1, broken off on n1");
    }

    @Test
    void nobodyElseIsPromotedWhenTheOneThatWasCannotBeAsked() {
        breakOffBefore("db2", "setReadOnly");
        incident.servers.server("db2").die();
        RecoveryRecord.Result result = Incident.result(takeOver());
        assertThat(result.isSuccessful()).isFalse();
        assertThat(result.errors()).anyMatch(error -> error.contains("nobody else is promoted; look at it"));
        assertThat(incident.servers.writableAndUp()).isZero();
    }

    @Test
    void replicasThatWereCutOffAreLetGoWhenThePrimaryIsBack() {
        breakOffBefore("db4", "stop");
        incident.servers.server("db1").comeUp();
        RecoveryRecord.Result result = Incident.result(takeOver());
        assertThat(result.successor()).isEmpty();
        for (String replica : List.of("db2", "db3", "db4")) {
            assertThat(incident.servers.server(replica).isIoRunning()).isTrue();
            assertThat(incident.servers.server(replica).source()).contains(key("db1"));
        }
    }

    @Test
    void aLeaderThatWasReplacedChangesNothingMoreSinceTheLogRefusesIt() {
        incident.servers.server("db3").before("stop", () -> {
            // Another leader has closed it, and this one does not know yet.
            incident.log.propose(new AbandonRecovery(Incident.UID, "taken over", Instant.EPOCH));
        });
        Ended ended = incident.recover();
        assertThat(ended).isInstanceOf(Ended.BrokenOff.class);
        assertThat(incident.servers.writableAndUp()).isZero();
        assertThat(incident.servers.server("db2").source()).contains(key("db1"));
    }

    private void breakOffBefore(String server, String call) {
        incident.servers.server(server).before(call, incident.log::loseLeadership);
        incident.recover();
        assertThat(incident.record().isRunning()).isTrue();
    }

    /** As the supervisors of the next leader do it. */
    private Ended takeOver() {
        incident.log.lead(9);
        RecoveryRecord broken = incident.record();
        Topology now = incident.servers.observed("db1:3306", Topologies.NOW);
        return incident.recover(Assignment.takingOver("uid-2", broken, now));
    }

    private List<RecoveryRecord> succeeded() {
        return incident.log.state().recoveries().recoveries().stream()
                .filter(r -> r.result().map(RecoveryRecord.Result::isSuccessful).orElse(false))
                .toList();
    }

    private static InstanceKey key(String name) {
        return Topologies.key(name);
    }
}
