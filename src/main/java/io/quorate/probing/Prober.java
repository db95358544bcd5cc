package io.quorate.probing;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.BehaviorBuilder;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quorate.model.Instance;
import io.quorate.model.Observation;
import io.quorate.mysql.ServerGateway;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one server: resting → probing or pulsing → resting. Owns the server's one probing connection; a call on it
 * runs on the blocking executor, never two at a time.
 *
 * <p>A server that others replicate from is <em>pulsed</em>: asked for a sign of life at the pulse period. A pulse that
 * fails is an observation at once, and the server is then tried at that rhythm until it answers a full probe or has
 * failed so long that the poll rhythm is enough. A full probe of a pulsed server that takes too long is broken off, for
 * it would hide a hang from the pulse.
 */
public final class Prober {

    /** What a prober is told. */
    public sealed interface Command {}

    /**
     * Probe as soon as the call under way has ended.
     *
     * @param replyTo told the observation of a probe that began after this was sent, or, when the prober stops first,
     *     the latest one
     */
    public record ProbeNow(Optional<ActorRef<Observation>> replyTo) implements Command {}

    /** Whether others replicate from the server. */
    public record SetPulsed(boolean isPulsed) implements Command {}

    /** Give up the connection and end. */
    public enum Stop implements Command {
        INSTANCE
    }

    private enum ProbeDue implements Command {
        INSTANCE
    }

    private enum PulseDue implements Command {
        INSTANCE
    }

    private record ProbeOverdue(long attempt) implements Command {}

    private record ProbeEnded(
            long attempt,
            Instant began,
            @Nullable Instance instance,
            @Nullable Throwable failure) implements Command {}

    private record PulseEnded(
            long attempt, Instant began, @Nullable Throwable failure) implements Command {}

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final GatewayCalls calls;
    private final Consumer<Observation> sink;
    private final Settings settings;
    private final InstantSource clock;
    private long attempts;

    private Prober(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            GatewayCalls calls,
            Consumer<Observation> sink,
            Settings settings,
            InstantSource clock) {
        this.context = context;
        this.timers = timers;
        this.calls = calls;
        this.sink = sink;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A prober that probes at once, then at its rhythm.
     *
     * @param gateway owned from now on: closed when the prober ends
     * @param sink told each observation, from the prober's thread; must be quick
     * @param blocking where calls to the server run
     */
    public static Behavior<Command> create(
            ServerGateway gateway,
            Consumer<Observation> sink,
            Settings settings,
            Executor blocking,
            InstantSource clock) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            Prober prober = new Prober(context, timers, new GatewayCalls(gateway, blocking), sink, settings, clock);
            ProberState state = ProberState.ofUnprobed(gateway.key());
            return prober.startProbe(state);
        }));
    }

    // ---- states

    private Behavior<Command> resting(ProberState state) {
        return receive(state)
                .onMessage(ProbeNow.class, m -> look(state.wanting(m.replyTo())))
                .onMessage(SetPulsed.class, m -> resting(armPulse(state.pulsed(m.isPulsed()))))
                .onMessage(ProbeDue.class, m -> look(state))
                .onMessage(PulseDue.class, m -> state.isPulsed() ? startPulse(state) : resting(state))
                .onAnyMessage(m -> Behaviors.same())
                .build();
    }

    private Behavior<Command> probing(ProberState state, long attempt) {
        return receive(state)
                .onMessage(ProbeNow.class, m -> probing(state.wanting(m.replyTo()), attempt))
                .onMessage(SetPulsed.class, m -> probing(state.pulsed(m.isPulsed()), attempt))
                .onMessage(ProbeOverdue.class, m -> onProbeOverdue(state, m, attempt))
                .onMessage(ProbeEnded.class, m -> m.attempt() == attempt ? onProbeEnded(state, m) : Behaviors.same())
                .onAnyMessage(m -> Behaviors.same())
                .build();
    }

    private Behavior<Command> pulsing(ProberState state, long attempt) {
        return receive(state)
                .onMessage(ProbeNow.class, m -> pulsing(state.wanting(m.replyTo()), attempt))
                .onMessage(SetPulsed.class, m -> pulsing(state.pulsed(m.isPulsed()), attempt))
                .onMessage(ProbeDue.class, m -> pulsing(state.wanting(Optional.empty()), attempt))
                .onMessage(PulseEnded.class, m -> m.attempt() == attempt ? onPulseEnded(state, m) : Behaviors.same())
                .onAnyMessage(m -> Behaviors.same())
                .build();
    }

    /** What every state handles alike; late answers, and timers of another state, are dropped. */
    private BehaviorBuilder<Command> receive(ProberState state) {
        return Behaviors.receive(Command.class)
                .onMessage(Stop.class, m -> Behaviors.stopped())
                .onSignal(PostStop.class, s -> onPostStop(state));
    }

    // ---- probes

    /**
     * A pulsed server that fails is asked for a sign of life first: that tells within the pulse's time-out whether it
     * still fails, where a full probe of a server that hangs would take seconds.
     */
    private Behavior<Command> look(ProberState state) {
        boolean isFailing = state.observation().failure().isPresent();
        return state.isPulsed() && isFailing ? startPulse(state) : startProbe(state);
    }

    private Behavior<Command> startProbe(ProberState state) {
        timers.cancelAll();
        long attempt = ++attempts;
        Instant began = clock.instant();
        context.pipeToSelf(calls.probe(), (instance, failure) -> new ProbeEnded(attempt, began, instance, failure));
        timers.startSingleTimer(new ProbeOverdue(attempt), settings.probeTimeout());
        return probing(state.attempting(began), attempt);
    }

    private Behavior<Command> onProbeOverdue(ProberState state, ProbeOverdue overdue, long attempt) {
        if (overdue.attempt() != attempt || !state.isPulsed()) {
            return Behaviors.same();
        }
        calls.close();
        return Behaviors.same();
    }

    private Behavior<Command> onProbeEnded(ProberState state, ProbeEnded ended) {
        Instant now = clock.instant();
        Instance instance = ended.instance();
        Observation observation = instance != null
                ? state.observation().seen(instance, ended.began(), now)
                : state.observation().failed(GatewayCalls.failureOf(ended.failure()), ended.began(), now);
        sink.accept(observation);
        boolean again = state.isProbeWanted();
        if (!again) {
            state.waiting().forEach(replyTo -> replyTo.tell(observation));
        }
        ProberState next = state.with(observation);
        return again ? look(next) : resting(arm(next.served()));
    }

    // ---- pulses

    private Behavior<Command> startPulse(ProberState state) {
        timers.cancel(PulseDue.INSTANCE);
        long attempt = ++attempts;
        Instant began = clock.instant();
        context.pipeToSelf(
                calls.ping(settings.pulseTimeout()), (done, failure) -> new PulseEnded(attempt, began, failure));
        return pulsing(state, attempt);
    }

    private Behavior<Command> onPulseEnded(ProberState state, PulseEnded ended) {
        if (ended.failure() == null) {
            boolean isBack = state.observation().failure().isPresent();
            return isBack || state.isProbeWanted() ? startProbe(state) : resting(armPulse(state));
        }
        Observation observation =
                state.observation().failed(GatewayCalls.failureOf(ended.failure()), ended.began(), clock.instant());
        sink.accept(observation);
        state.waiting().forEach(replyTo -> replyTo.tell(observation));
        return resting(arm(state.with(observation).served()));
    }

    // ---- rhythm

    private ProberState arm(ProberState state) {
        timers.startSingleTimer(ProbeDue.INSTANCE, settings.pollPeriod());
        return armPulse(state);
    }

    private ProberState armPulse(ProberState state) {
        boolean isEager = state.failures() <= settings.eagerRetries();
        if (state.isPulsed() && isEager) {
            timers.startSingleTimer(PulseDue.INSTANCE, settings.pulsePeriod());
        } else {
            timers.cancel(PulseDue.INSTANCE);
        }
        return state;
    }

    private Behavior<Command> onPostStop(ProberState state) {
        calls.close();
        state.waiting().forEach(replyTo -> replyTo.tell(state.observation()));
        return Behaviors.same();
    }
}
