package io.quorate.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quorate.analysis.AnalysisChangelog;
import io.quorate.analysis.AnalysisMemory;
import io.quorate.analysis.Analyzer;
import io.quorate.analysis.Diagnosis;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topology;
import io.quorate.probing.Fleet;
import io.quorate.recovery.run.Ended;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Notes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Holds the topology of one replication cluster. Whatever is seen of it is put into the topology, which is then
 * diagnosed and published at once; what a diagnosis asks for is passed on. Also looks again by itself, since time alone
 * can change a diagnosis.
 */
public final class Supervisor extends AbstractBehavior<Supervisor.Command> {

    /** What a supervisor is told. */
    public sealed interface Command {}

    /**
     * A server of the cluster was observed.
     *
     * @param replyTo told the observation once the read model shows it
     */
    record Seen(Observation observation, Optional<ActorRef<Observation>> replyTo) implements Command {}

    /** A server is no longer part of the cluster. */
    record Left(InstanceKey key) implements Command {}

    /** The replicated state has changed. */
    record StateApplied(ClusterState state) implements Command {}

    /** An operator wants a failed server recovered. */
    record Recover(InstanceKey failed, Optional<InstanceKey> candidate, boolean skipsHooks, ActorRef<Ended> replyTo)
            implements Command {}

    /** This node leads now, and an earlier leader's recovery was broken off. */
    record TakeOver(RecoveryRecord broken) implements Command {}

    record RecoveryStopped(InstanceKey failed) implements Command {}

    private record RecoveryEnded(Ended ended) implements Command {}

    private enum LookAgain implements Command {
        INSTANCE
    }

    private enum Review implements Command {
        INSTANCE
    }

    private enum TidyUp implements Command {
        INSTANCE
    }

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration TIDY_UP = Duration.ofMinutes(1);

    private final String name;
    private final Environment environment;
    private final TimerScheduler<Command> timers;
    private final EmergencyCrew crew;
    private final RecoveryDesk desk;
    private final Map<InstanceKey, Observation> observations = new TreeMap<>();
    private Notes notes;
    private AnalysisMemory memory;
    private AnalysisChangelog changelog = AnalysisChangelog.EMPTY;
    private Topology topology;

    private Supervisor(
            ActorContext<Command> context, TimerScheduler<Command> timers, String name, Environment environment) {
        super(context);
        this.name = name;
        this.environment = environment;
        this.timers = timers;
        this.notes = environment.recovery().log().state().notes();
        this.memory = AnalysisMemory.startingAt(environment.startedAt());
        this.topology = Topology.of(name, List.of(), notes::annotationsOf);
        this.crew = new EmergencyCrew(environment);
        ActorRef<Ended> ended = context.messageAdapter(Ended.class, RecoveryEnded::new);
        this.desk = new RecoveryDesk(context, environment, ended);
        timers.startTimerWithFixedDelay(LookAgain.INSTANCE, LOOK_AGAIN);
        timers.startTimerWithFixedDelay(TidyUp.INSTANCE, TIDY_UP);
    }

    /** The supervisor of an empty cluster. */
    public static Behavior<Command> create(String name, Environment environment) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Supervisor(context, timers, name, environment)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Seen.class, this::onSeen)
                .onMessage(Left.class, this::onLeft)
                .onMessage(StateApplied.class, this::onStateApplied)
                .onMessage(LookAgain.class, m -> onLookAgain())
                .onMessage(Review.class, m -> onLookAgain())
                .onMessage(TidyUp.class, m -> onTidyUp())
                .onMessage(Recover.class, this::onRecover)
                .onMessage(TakeOver.class, this::onTakeOver)
                .onMessage(RecoveryEnded.class, this::onRecoveryEnded)
                .onMessage(RecoveryStopped.class, this::onRecoveryStopped)
                .build();
    }

    private Behavior<Command> onSeen(Seen seen) {
        observations.put(seen.observation().key(), seen.observation());
        rearrange();
        seen.replyTo().ifPresent(replyTo -> replyTo.tell(seen.observation()));
        return this;
    }

    private Behavior<Command> onLeft(Left left) {
        observations.remove(left.key());
        rearrange();
        return this;
    }

    private Behavior<Command> onStateApplied(StateApplied applied) {
        if (!applied.state().notes().equals(notes)) {
            notes = applied.state().notes();
            rearrange();
        }
        return this;
    }

    private Behavior<Command> onLookAgain() {
        if (!observations.isEmpty()) {
            review();
        }
        return this;
    }

    private Behavior<Command> onTidyUp() {
        changelog = changelog.expire(topology, environment.changelogRetention(), now());
        return this;
    }

    // ---- what it sees

    private void rearrange() {
        topology = Topology.of(name, observations.values(), notes::annotationsOf);
        if (observations.isEmpty()) {
            environment.views().withdraw(name);
            return;
        }
        memory = memory.after(topology);
        review();
    }

    private void review() {
        Instant now = now();
        List<Diagnosis> diagnoses = Analyzer.analyze(topology, environment.analysis(), memory, now);
        changelog = changelog.after(topology, diagnoses, now);
        Map<InstanceKey, String> objections = desk.objections();
        environment.views().publish(topology, diagnoses, changelog, objections);
        crew.act(diagnoses, topology, now);
        desk.consider(diagnoses, topology, now);
        if (!desk.objections().equals(objections)) {
            environment.views().publish(topology, diagnoses, changelog, desk.objections());
        }
        diagnoses.stream()
                .flatMap(d -> d.actionability().reviewAt().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(at -> timers.startSingleTimer(Review.INSTANCE, until(at, now)));
    }

    private static Duration until(Instant at, Instant now) {
        Duration wait = Duration.between(now, at);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    // ---- what is done about it

    private Behavior<Command> onRecover(Recover recover) {
        Optional<Member> failed = topology.member(recover.failed());
        if (failed.isEmpty()) {
            recover.replyTo().tell(new Ended.NotAttempted("", recover.failed() + " is not known"));
            return this;
        }
        Instant now = now();
        Diagnosis diagnosis = Analyzer.examine(failed.get(), topology, environment.analysis(), memory, now);
        desk.command(diagnosis, topology, recover, now);
        return this;
    }

    private Behavior<Command> onTakeOver(TakeOver takeOver) {
        desk.takeOver(takeOver.broken(), topology, now());
        return this;
    }

    private Behavior<Command> onRecoveryEnded(RecoveryEnded ended) {
        getContext().getLog().debug("Recovery ended: {}", ended.ended());
        return this;
    }

    private Behavior<Command> onRecoveryStopped(RecoveryStopped stopped) {
        desk.ended(stopped.failed(), now());
        // What it changed shall be seen at once, be it here or in the cluster that its servers form now.
        Set<InstanceKey> touched = topology.members().stream().map(Member::key).collect(Collectors.toSet());
        environment.fleet().tell(new Fleet.ProbeNow(touched));
        review();
        return this;
    }

    private Instant now() {
        return environment.recovery().clock().instant();
    }
}
