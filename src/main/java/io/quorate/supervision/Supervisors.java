package io.quorate.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quorate.log.ReplicatedLog;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.RecoveryRecord;
import io.quorate.probing.Fleet;
import io.quorate.recovery.run.Abandonment;
import io.quorate.recovery.run.Ended;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.FleetChange;
import io.quorate.statemachine.RecoveryChange.AbandonRecovery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which replication clusters exist: routes each observation to the {@link Supervisor} of its cluster, starts one for a
 * cluster that is new, and decides which servers are watched: those the replicated state knows, unless they are ignored. A neighbour that is not
 * known yet is proposed to it by the leader (see {@link Admission}).
 */
public final class Supervisors extends AbstractBehavior<Supervisors.Command> {

    /** What the supervisors are told. */
    public sealed interface Command {}

    /** A probe or a pulse had a result worth telling. */
    public record Observed(Observation observation) implements Command {}

    /**
     * Look at this server now, watched or not, and watch it from now on if it answers. Answered with what was seen,
     * under the name the server goes by, once the read model shows it.
     */
    public record Discover(InstanceKey key, ActorRef<Observation> replyTo) implements Command {}

    /** An operator wants a failed server recovered; answered when that has ended. */
    public record Recover(
            InstanceKey failed, Optional<InstanceKey> candidate, boolean skipsHooks, ActorRef<Ended> replyTo)
            implements Command {}

    /** The replicated state has changed. */
    public record StateApplied(ClusterState state) implements Command {}

    /** This node has begun to lead, in this epoch. */
    public record Leads(long epoch) implements Command {}

    private enum TidyUp implements Command {
        INSTANCE
    }

    private record TakeOver(long epoch, Instant until) implements Command {}

    private record Looked(Observation observation, ActorRef<Observation> replyTo) implements Command {}

    private record Admitted(Observation observation, ActorRef<Observation> replyTo) implements Command {}

    private record ProposalEnded(Set<InstanceKey> keys) implements Command {}

    /** Starts the supervisor of a cluster. */
    public interface SupervisorFactory {
        Behavior<Supervisor.Command> create(String clusterName);
    }

    /** Longer than a probe of a server that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration TIDY_UP = Duration.ofMinutes(1);

    /** A node that has only just started has to find the servers first. */
    private static final Duration TAKE_OVER_WITHIN = Duration.ofSeconds(20);

    private static final Duration TAKE_OVER_AGAIN = Duration.ofMillis(500);

    private final TimerScheduler<Command> timers;
    private final ReplicatedLog log;
    private final ActorRef<Fleet.Command> fleet;
    private final SupervisorFactory factory;
    private final Admission admission;
    private final Housekeeping housekeeping;
    private final InstantSource clock;
    private final ClusterMap clusters = new ClusterMap();
    private final Map<InstanceKey, Observation> observations = new HashMap<>();
    private final Map<String, ActorRef<Supervisor.Command>> supervisors = new HashMap<>();
    private final Map<InstanceKey, String> heldBy = new HashMap<>();
    private Set<InstanceKey> watched = Set.of();
    private Set<InstanceKey> pulsed = Set.of();

    private Supervisors(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ReplicatedLog log,
            ActorRef<Fleet.Command> fleet,
            SupervisorFactory factory,
            DiscoverySettings settings,
            Housekeeping housekeeping,
            InstantSource clock) {
        super(context);
        this.timers = timers;
        this.log = log;
        this.fleet = fleet;
        this.factory = factory;
        this.admission = new Admission(
                log,
                settings,
                clock,
                (outcome, keys) -> context.pipeToSelf(outcome, (ignored, failure) -> new ProposalEnded(keys)));
        this.housekeeping = housekeeping;
        this.clock = clock;
        timers.startTimerWithFixedDelay(TidyUp.INSTANCE, TIDY_UP);
    }

    /** Supervisors of no clusters; the first {@link StateApplied} tells what to watch. */
    public static Behavior<Command> create(
            ReplicatedLog log,
            ActorRef<Fleet.Command> fleet,
            SupervisorFactory factory,
            DiscoverySettings settings,
            Housekeeping housekeeping,
            InstantSource clock) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new Supervisors(context, timers, log, fleet, factory, settings, housekeeping, clock)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Observed.class, this::onObserved)
                .onMessage(Discover.class, this::onDiscover)
                .onMessage(Looked.class, this::onLooked)
                .onMessage(Admitted.class, this::onAdmitted)
                .onMessage(Recover.class, this::onRecover)
                .onMessage(StateApplied.class, this::onStateApplied)
                .onMessage(ProposalEnded.class, this::onProposalEnded)
                .onMessage(TidyUp.class, m -> onTidyUp())
                .onMessage(Leads.class, this::onLeads)
                .onMessage(TakeOver.class, this::onTakeOver)
                .build();
    }

    // ---- what is seen

    private Behavior<Command> onObserved(Observed observed) {
        take(observed.observation(), Optional.empty());
        return this;
    }

    private void take(Observation observation, Optional<ActorRef<Observation>> replyTo) {
        InstanceKey key = observation.key();
        if (!watched.contains(key)) {
            return;
        }
        Optional<InstanceKey> ownName =
                observation.instance().map(Instance::key).filter(own -> !own.equals(key));
        if (ownName.isPresent()) {
            admission.rename(key, ownName.get());
            return;
        }
        if (admission.refuses(observation)) {
            admission.dismiss(key);
            replyTo.ifPresent(asker -> asker.tell(Observation.unprobed(key)));
            return;
        }
        Observation filled = withErrant(observation);
        observations.put(key, filled);
        Set<InstanceKey> moved = clusters.place(key, filled.above());
        moved.stream().filter(other -> !other.equals(key)).forEach(this::send);
        send(key, replyTo);
        updatePulses();
        filled.instance().ifPresent(instance -> admission.proposeNeighbours(instance, watched));
    }

    private Observation withErrant(Observation observation) {
        return observation
                .instance()
                .map(instance -> observation.with(ErrantCheck.fill(instance, observations)))
                .orElse(observation);
    }

    private void send(InstanceKey key) {
        send(key, Optional.empty());
    }

    private void send(InstanceKey key, Optional<ActorRef<Observation>> replyTo) {
        String name = clusters.clusterOf(key).orElseThrow();
        leave(key, Optional.of(name));
        supervisorOf(name)
                .tell(new Supervisor.Seen(observations.getOrDefault(key, Observation.unprobed(key)), replyTo));
    }

    /** Takes the server away from the supervisor that has it, unless that is the one it goes to. */
    private void leave(InstanceKey key, Optional<String> next) {
        String former = next.isPresent() ? heldBy.put(key, next.get()) : heldBy.remove(key);
        if (former != null && !next.equals(Optional.of(former))) {
            supervisorOf(former).tell(new Supervisor.Left(key));
        }
    }

    private ActorRef<Supervisor.Command> supervisorOf(String name) {
        return supervisors.computeIfAbsent(
                name,
                n -> getContext()
                        .spawn(factory.create(n), "supervisor-" + URLEncoder.encode(n, StandardCharsets.UTF_8)));
    }

    private void updatePulses() {
        Set<InstanceKey> sources = clusters.sources();
        if (!sources.equals(pulsed)) {
            pulsed = sources;
            fleet.tell(new Fleet.Pulse(sources));
        }
    }

    // ---- what somebody asks for

    private Behavior<Command> onDiscover(Discover discover) {
        getContext()
                .ask(
                        Observation.class,
                        fleet,
                        PATIENCE,
                        (ActorRef<Observation> replyTo) -> new Fleet.Look(discover.key(), replyTo),
                        (seen, failure) -> new Looked(
                                seen == null ? Observation.unprobed(discover.key()) : seen, discover.replyTo()));
        return this;
    }

    private Behavior<Command> onLooked(Looked looked) {
        Observation seen = looked.observation();
        Optional<InstanceKey> own = seen.instance().map(Instance::key);
        if (own.isEmpty() || !seen.isLastCheckValid()) {
            // Ends the prober again, unless the server is watched anyway.
            fleet.tell(new Fleet.Watch(watched));
            looked.replyTo().tell(seen);
            return this;
        }
        if (admission.refuses(seen)) {
            fleet.tell(new Fleet.Watch(watched));
            looked.replyTo().tell(Observation.unprobed(seen.key()));
            return this;
        }
        Observation named = seen.under(own.get());
        if (watched.contains(own.get())) {
            take(named, Optional.of(looked.replyTo()));
            return this;
        }
        getContext()
                .pipeToSelf(
                        log.propose(new FleetChange.Discover(new TreeSet<>(Set.of(own.get())))),
                        (outcome, failure) -> new Admitted(named, looked.replyTo()));
        return this;
    }

    private Behavior<Command> onAdmitted(Admitted admitted) {
        watch(log.state());
        if (watched.contains(admitted.observation().key())) {
            take(admitted.observation(), Optional.of(admitted.replyTo()));
        } else {
            admitted.replyTo().tell(admitted.observation());
        }
        return this;
    }

    private Behavior<Command> onRecover(Recover recover) {
        Optional<String> name = clusters.clusterOf(recover.failed());
        if (name.isEmpty()) {
            recover.replyTo().tell(new Ended.NotAttempted("", recover.failed() + " is not known"));
            return this;
        }
        supervisorOf(name.get())
                .tell(new Supervisor.Recover(
                        recover.failed(), recover.candidate(), recover.skipsHooks(), recover.replyTo()));
        return this;
    }

    // ---- what is watched

    private Behavior<Command> onProposalEnded(ProposalEnded ended) {
        admission.ended(ended.keys());
        return this;
    }

    private Behavior<Command> onStateApplied(StateApplied applied) {
        watch(applied.state());
        supervisors.values().forEach(supervisor -> supervisor.tell(new Supervisor.StateApplied(applied.state())));
        return this;
    }

    private void watch(ClusterState state) {
        Set<InstanceKey> wanted = admission.admitted(state.fleet().known());
        if (!wanted.equals(watched)) {
            Set<InstanceKey> gone = new HashSet<>(watched);
            gone.removeAll(wanted);
            watched = wanted;
            fleet.tell(new Fleet.Watch(watched));
            gone.forEach(this::forget);
        }
    }

    private void forget(InstanceKey key) {
        observations.remove(key);
        Set<InstanceKey> moved = clusters.remove(key);
        if (clusters.clusterOf(key).isPresent()) {
            send(key);
        } else {
            leave(key, Optional.empty());
        }
        moved.forEach(this::send);
        updatePulses();
    }

    private Behavior<Command> onTidyUp() {
        if (!log.leadership().isLeader()) {
            return this;
        }
        for (Change change : housekeeping.due(log.state(), observations, clock.instant())) {
            getContext().getLog().info("Housekeeping: {}", change);
            log.propose(change);
        }
        return this;
    }

    // ---- what an earlier leader left

    private Behavior<Command> onLeads(Leads leads) {
        return onTakeOver(new TakeOver(leads.epoch(), clock.instant().plus(TAKE_OVER_WITHIN)));
    }

    private Behavior<Command> onTakeOver(TakeOver takeOver) {
        if (log.leadership().epoch() != takeOver.epoch()) {
            return this;
        }
        if (!log.leadership().isLeader()) {
            // Its lease may only have lapsed for a moment.
            timers.startSingleTimer(takeOver, TAKE_OVER_AGAIN);
            return this;
        }
        boolean isLast = !clock.instant().isBefore(takeOver.until());
        boolean isOpen = false;
        for (RecoveryRecord broken : Abandonment.ofEarlierEpochs(log)) {
            isOpen |= !isLast;
            if (isLast) {
                giveUp(broken);
            } else if (hasBeenLookedAt(broken)) {
                // Asked again until the log shows that it was taken over; the supervisor sees to it once.
                clusters.clusterOf(broken.failure().key())
                        .ifPresent(name -> supervisorOf(name).tell(new Supervisor.TakeOver(broken)));
            }
        }
        if (isOpen) {
            timers.startSingleTimer(takeOver, TAKE_OVER_AGAIN);
        }
        return this;
    }

    /** Whether all servers of the failure were probed by this node, well or in vain. */
    private boolean hasBeenLookedAt(RecoveryRecord broken) {
        return Stream.concat(Stream.of(broken.failure().key()), broken.failure().replicas().stream())
                        .filter(watched::contains)
                        .allMatch(key -> observations.containsKey(key)
                                && observations.get(key).lastChecked().isPresent())
                && clusters.clusterOf(broken.failure().key()).isPresent();
    }

    private void giveUp(RecoveryRecord broken) {
        AbandonRecovery closing = Abandonment.of(broken, clock.instant());
        getContext()
                .getLog()
                .warn("Recovery {} was broken off and is not carried on: {}", broken.uid(), closing.reason());
        log.propose(closing);
    }
}
