package io.quorate.probing;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.ProbeFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One prober on a scripted server; the timers are moved by hand, and calls run on the prober's own thread. */
class ProberTest {

    private static final InstanceKey DB1 = new InstanceKey("db1", 3306);
    private static final Executor SAME_THREAD = Runnable::run;

    private static ActorTestKit kit;
    private static ManualTime time;

    private final ScriptedGateway server = new ScriptedGateway(DB1);
    private TestProbe<Observation> seen;
    private ActorRef<Prober.Command> prober;

    @BeforeAll
    static void startActors() {
        kit = ActorTestKit.create(ManualTime.config());
        time = ManualTime.get(kit.system());
    }

    @AfterAll
    static void stopActors() {
        kit.shutdownTestKit();
    }

    @BeforeEach
    void startProber() {
        seen = kit.createTestProbe();
        prober = kit.spawn(Prober.create(
                server,
                seen.getRef()::tell,
                Settings.DEFAULT,
                SAME_THREAD,
                () -> Instant.parse("2026-03-01T10:00:00Z")));
        assertThat(seen.receiveMessage().isLastCheckValid()).isTrue();
    }

    @Test
    void probesAtThePollRhythm() {
        time.expectNoMessageFor(Duration.ofMillis(4_999), seen);
        time.timePasses(Duration.ofMillis(1));
        assertThat(seen.receiveMessage().isLastCheckValid()).isTrue();
        assertThat(server.pings).isZero();
    }

    @Test
    void aMissedPulseIsToldAtOnceAndTheServerTriedAtThePulseRhythm() {
        prober.tell(new Prober.SetPulsed(true));
        server.fail(ProbeFailure.Kind.REFUSED);
        Observation missed = nextAfter(Duration.ofMillis(100));
        assertThat(missed.failure().orElseThrow().kind()).isEqualTo(ProbeFailure.Kind.REFUSED);
        assertThat(missed.instance()).as("what was known before is kept").isPresent();
        assertThat(nextAfter(Duration.ofMillis(100)).failingSince()).isEqualTo(missed.failingSince());
    }

    @Test
    void aServerThatAnswersAPulseAgainIsProbedBeforeItCountsAsSeen() {
        prober.tell(new Prober.SetPulsed(true));
        server.fail(ProbeFailure.Kind.TIMEOUT);
        nextAfter(Duration.ofMillis(100));
        server.answer();
        int probesBefore = server.probes;
        Observation back = nextAfter(Duration.ofMillis(100));
        assertThat(back.isLastCheckValid()).isTrue();
        assertThat(back.failingSince()).isEmpty();
        assertThat(server.probes).isEqualTo(probesBefore + 1);
    }

    @Test
    void pulsesOfAHealthyServerAreNotTold() {
        prober.tell(new Prober.SetPulsed(true));
        time.expectNoMessageFor(Duration.ofSeconds(1), seen);
        assertThat(server.pings).isGreaterThan(5);
    }

    @Test
    void whoeverAsksIsToldTheOutcome() {
        TestProbe<Observation> asker = kit.createTestProbe();
        prober.tell(new Prober.ProbeNow(Optional.of(asker.getRef())));
        assertThat(asker.receiveMessage().isLastCheckValid()).isTrue();
    }

    @Test
    void stoppingGivesUpTheConnection() {
        prober.tell(Prober.Stop.INSTANCE);
        seen.expectTerminated(prober);
        assertThat(server.closes).isEqualTo(1);
    }

    private Observation nextAfter(Duration wait) {
        // The answer of the last call may still be on its way to the prober, which sets its timer when it arrives.
        TestProbe<Observation> barrier = kit.createTestProbe();
        barrier.expectNoMessage(Duration.ZERO);
        time.timePasses(wait);
        return seen.receiveMessage();
    }
}
