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
import io.quorate.model.ProbeFailure;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    /** What changes from one message to the next. */
    private record State(
            Observation observation,
            boolean isPulsed,
            boolean isProbeWanted,
            int failures,
            List<ActorRef<Observation>> waiting) {

        State with(Observation next) {
            return new State(next, isPulsed, isProbeWanted, next.failure().isPresent() ? failures + 1 : 0, waiting);
        }

        State wanting(Optional<ActorRef<Observation>> replyTo) {
            List<ActorRef<Observation>> all =
                    replyTo.map(r -> append(waiting, r)).orElse(waiting);
            return new State(observation, isPulsed, true, failures, all);
        }

        State served() {
            return new State(observation, isPulsed, false, failures, List.of());
        }

        State pulsed(boolean pulsed) {
            return new State(observation, pulsed, isProbeWanted, failures, waiting);
        }

        private static <T> List<T> append(List<T> list, T added) {
            return Stream.concat(list.stream(), Stream.of(added)).toList();
        }
    }

    private final ActorContext<Command> context;
    private final TimerScheduler<Command> timers;
    private final ServerGateway gateway;
    private final Consumer<Observation> sink;
    private final Settings settings;
    private final Executor blocking;
    private final InstantSource clock;
    private long attempts;

    private Prober(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ServerGateway gateway,
            Consumer<Observation> sink,
            Settings settings,
            Executor blocking,
            InstantSource clock) {
        this.context = context;
        this.timers = timers;
        this.gateway = gateway;
        this.sink = sink;
        this.settings = settings;
        this.blocking = blocking;
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
            Prober prober = new Prober(context, timers, gateway, sink, settings, blocking, clock);
            State state = new State(Observation.unprobed(gateway.key()), false, false, 0, List.of());
            return prober.startProbe(state);
        }));
    }

    // ---- states

    private Behavior<Command> resting(State state) {
        return receive(state)
                .onMessage(ProbeNow.class, m -> look(state.wanting(m.replyTo())))
                .onMessage(SetPulsed.class, m -> resting(armPulse(state.pulsed(m.isPulsed()))))
                .onMessage(ProbeDue.class, m -> look(state))
                .onMessage(PulseDue.class, m -> state.isPulsed() ? startPulse(state) : resting(state))
                .onAnyMessage(m -> Behaviors.same())
                .build();
    }

    private Behavior<Command> probing(State state, long attempt) {
        return receive(state)
                .onMessage(ProbeNow.class, m -> probing(state.wanting(m.replyTo()), attempt))
                .onMessage(SetPulsed.class, m -> probing(state.pulsed(m.isPulsed()), attempt))
                .onMessage(ProbeOverdue.class, m -> onProbeOverdue(state, m, attempt))
                .onMessage(ProbeEnded.class, m -> m.attempt() == attempt ? onProbeEnded(state, m) : Behaviors.same())
                .onAnyMessage(m -> Behaviors.same())
                .build();
    }

    private Behavior<Command> pulsing(State state, long attempt) {
        return receive(state)
                .onMessage(ProbeNow.class, m -> pulsing(state.wanting(m.replyTo()), attempt))
                .onMessage(SetPulsed.class, m -> pulsing(state.pulsed(m.isPulsed()), attempt))
                .onMessage(ProbeDue.class, m -> pulsing(state.wanting(Optional.empty()), attempt))
                .onMessage(PulseEnded.class, m -> m.attempt() == attempt ? onPulseEnded(state, m) : Behaviors.same())
                .onAnyMessage(m -> Behaviors.same())
                .build();
    }

    /** What every state handles alike; late answers, and timers of another state, are dropped. */
    private BehaviorBuilder<Command> receive(State state) {
        return Behaviors.receive(Command.class)
                .onMessage(Stop.class, m -> Behaviors.stopped())
                .onSignal(PostStop.class, s -> onPostStop(state));
    }

    // ---- probes

    /**
     * A pulsed server that fails is asked for a sign of life first: that tells within the pulse's time-out whether it
     * still fails, where a full probe of a server that hangs would take seconds.
     */
    private Behavior<Command> look(State state) {
        boolean isFailing = state.observation().failure().isPresent();
        return state.isPulsed() && isFailing ? startPulse(state) : startProbe(state);
    }

    private Behavior<Command> startProbe(State state) {
        timers.cancelAll();
        long attempt = ++attempts;
        Instant began = clock.instant();
        context.pipeToSelf(
                CompletableFuture.supplyAsync(this::probe, blocking),
                (instance, failure) -> new ProbeEnded(attempt, began, instance, failure));
        timers.startSingleTimer(new ProbeOverdue(attempt), settings.probeTimeout());
        return probing(
                new State(
                        state.observation().attempted(began),
                        state.isPulsed(),
                        false,
                        state.failures(),
                        state.waiting()),
                attempt);
    }

    private Instance probe() {
        try {
            return gateway.probe();
        } catch (ServerException e) {
            throw new CallFailed(e);
        }
    }

    private Behavior<Command> onProbeOverdue(State state, ProbeOverdue overdue, long attempt) {
        if (overdue.attempt() != attempt || !state.isPulsed()) {
            return Behaviors.same();
        }
        blocking.execute(gateway::close);
        return Behaviors.same();
    }

    private Behavior<Command> onProbeEnded(State state, ProbeEnded ended) {
        Instant now = clock.instant();
        Instance instance = ended.instance();
        Observation observation = instance != null
                ? state.observation().seen(instance, ended.began(), now)
                : state.observation().failed(failureOf(ended.failure()), ended.began(), now);
        sink.accept(observation);
        boolean again = state.isProbeWanted();
        if (!again) {
            state.waiting().forEach(replyTo -> replyTo.tell(observation));
        }
        State next = state.with(observation);
        return again ? look(next) : resting(arm(next.served()));
    }

    // ---- pulses

    private Behavior<Command> startPulse(State state) {
        timers.cancel(PulseDue.INSTANCE);
        long attempt = ++attempts;
        Instant began = clock.instant();
        context.pipeToSelf(
                CompletableFuture.runAsync(this::ping, blocking),
                (done, failure) -> new PulseEnded(attempt, began, failure));
        return pulsing(state, attempt);
    }

    private void ping() {
        try {
            gateway.ping(settings.pulseTimeout());
        } catch (ServerException e) {
            throw new CallFailed(e);
        }
    }

    private Behavior<Command> onPulseEnded(State state, PulseEnded ended) {
        if (ended.failure() == null) {
            boolean isBack = state.observation().failure().isPresent();
            return isBack || state.isProbeWanted() ? startProbe(state) : resting(armPulse(state));
        }
        Observation observation =
                state.observation().failed(failureOf(ended.failure()), ended.began(), clock.instant());
        sink.accept(observation);
        state.waiting().forEach(replyTo -> replyTo.tell(observation));
        return resting(arm(state.with(observation).served()));
    }

    // ---- rhythm

    private State arm(State state) {
        timers.startSingleTimer(ProbeDue.INSTANCE, settings.pollPeriod());
        return armPulse(state);
    }

    private State armPulse(State state) {
        boolean isEager = state.failures() <= settings.eagerRetries();
        if (state.isPulsed() && isEager) {
            timers.startSingleTimer(PulseDue.INSTANCE, settings.pulsePeriod());
        } else {
            timers.cancel(PulseDue.INSTANCE);
        }
        return state;
    }

    private static ProbeFailure failureOf(@Nullable Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof CallFailed failed) {
            return failed.reason().failure();
        }
        return new ProbeFailure(ProbeFailure.Kind.SERVER_ERROR, "the probe failed by a fault of ours: " + cause, false);
    }

    private Behavior<Command> onPostStop(State state) {
        blocking.execute(gateway::close);
        state.waiting().forEach(replyTo -> replyTo.tell(state.observation()));
        return Behaviors.same();
    }

    /** Carries a checked exception through a future. */
    private static final class CallFailed extends RuntimeException {
        private final transient ServerException reason;

        CallFailed(ServerException reason) {
            super(reason);
            this.reason = reason;
        }

        ServerException reason() {
            return reason;
        }
    }
}
