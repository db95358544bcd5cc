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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
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
        assertThat(untilTold()).isBetween(Settings.DEFAULT.pollPeriod(), Duration.ofSeconds(7));
        assertThat(server.pings).hasValue(0);
    }

    @Test
    void aMissedPulseIsToldAtOnceAndTheServerTriedAtThePulseRhythm() {
        prober.tell(new Prober.SetPulsed(true));
        server.fail(ProbeFailure.Kind.REFUSED);
        Observation missed = next();
        assertThat(missed.failure().orElseThrow().kind()).isEqualTo(ProbeFailure.Kind.REFUSED);
        assertThat(missed.instance()).as("what was known before is kept").isPresent();
        assertThat(next().failingSince()).isEqualTo(missed.failingSince());
    }

    @Test
    void aServerThatAnswersAPulseAgainIsProbedBeforeItCountsAsSeen() {
        prober.tell(new Prober.SetPulsed(true));
        server.fail(ProbeFailure.Kind.TIMEOUT);
        next();
        server.answer();
        int probesBefore = server.probes.get();
        Observation back = next();
        assertThat(back.isLastCheckValid()).isTrue();
        assertThat(back.failingSince()).isEmpty();
        assertThat(server.probes).hasValue(probesBefore + 1);
    }

    @Test
    void pulsesOfAHealthyServerAreNotTold() {
        prober.tell(new Prober.SetPulsed(true));
        assertThat(untilTold())
                .as("only the poll is told")
                .isBetween(Settings.DEFAULT.pollPeriod(), Duration.ofSeconds(20));
        assertThat(server.pings).hasValueGreaterThan(5);
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
        assertThat(server.closes).hasValue(1);
    }

    /** What the prober tells next, while time passes. */
    private Observation next() {
        List<Observation> told = new ArrayList<>();
        pass(told);
        return told.get(0);
    }

    private Duration untilTold() {
        return pass(new ArrayList<>());
    }

    /**
     * Lets time pass in steps of a pulse until the prober tells something. Its answers travel by message, so a step may
     * come before it has set its next timer, and then it sets it later: the time that passed is a lower bound.
     */
    private Duration pass(List<Observation> told) {
        AtomicInteger steps = new AtomicInteger();
        seen.awaitAssert(Duration.ofSeconds(10), Duration.ofMillis(2), () -> {
            time.timePasses(Settings.DEFAULT.pulsePeriod());
            steps.incrementAndGet();
            told.add(seen.receiveMessage(Duration.ofMillis(2)));
            return told;
        });
        return Settings.DEFAULT.pulsePeriod().multipliedBy(steps.get());
    }
}
