package io.quorate.supervision;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.quorate.analysis.Diagnosis;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topology;
import io.quorate.readmodel.BlockedRecovery;
import io.quorate.readmodel.ClusterView;
import io.quorate.recovery.plan.DeadPrimaryPlanner;
import io.quorate.recovery.plan.RecoveryGate;
import io.quorate.recovery.run.Assignment;
import io.quorate.recovery.run.Ended;
import io.quorate.recovery.run.Recovery;
import io.quorate.statemachine.RecoveryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Starts a {@link Recovery} where a diagnosis asks for one: to announce a failure that is not announced yet, or to
 * repair one that the gate lets through. One at a time for each server. What a recovery may do is decided there; here
 * only when one is begun.
 */
final class RecoveryDesk {

    /** A recovery that was not attempted is not begun again before. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ActorContext<Supervisor.Command> context;
    private final Environment environment;
    private final ActorRef<Ended> onEnded;
    private final Map<InstanceKey, ActorRef<Recovery.Command>> running = new HashMap<>();
    private final Map<InstanceKey, Instant> notBefore = new HashMap<>();
    private final Map<InstanceKey, String> objections = new HashMap<>();

    RecoveryDesk(ActorContext<Supervisor.Command> context, Environment environment, ActorRef<Ended> onEnded) {
        this.context = context;
        this.environment = environment;
        this.onEnded = onEnded;
    }

    /** What this version repairs by itself; other failures are announced. */
    private static boolean isRepaired(RecoveryKind kind) {
        return DeadPrimaryPlanner.reasonAgainst(kind).isEmpty();
    }

    /** Why failures are not repaired that could be, by failed server: the answers of the gate that still hold. */
    Map<InstanceKey, String> objections() {
        return Map.copyOf(objections);
    }

    /** Looks at all diagnoses of the cluster; what was said of a failure that is over is forgotten. */
    void consider(List<Diagnosis> diagnoses, Topology topology, Instant now) {
        Set<InstanceKey> asking = diagnoses.stream()
                .filter(d -> d.actionability().recovery().isPresent())
                .map(Diagnosis::key)
                .collect(Collectors.toSet());
        boolean leads = environment.recovery().log().leadership().isLeader();
        objections.keySet().removeIf(key -> !leads || !asking.contains(key));
        diagnoses.forEach(diagnosis -> consider(diagnosis, topology, now));
    }

    /** Looks at a diagnosis; begins what it asks for, if anything. The leader's business alone. */
    private void consider(Diagnosis diagnosis, Topology topology, Instant now) {
        InstanceKey key = diagnosis.key();
        boolean mayBegin = environment.recovery().log().leadership().isLeader()
                && diagnosis.isDetected()
                && !running.containsKey(key)
                && !now.isBefore(notBefore.getOrDefault(key, Instant.MIN));
        if (!mayBegin) {
            return;
        }
        Optional<RecoveryKind> kind = diagnosis.actionability().recovery().filter(RecoveryDesk::isRepaired);
        FailureSummary failure = summary(diagnosis, topology, "");
        boolean isAnnounced =
                history().activeDetection(key, kind.isPresent(), now).isPresent();
        boolean isLetThrough = kind.isPresent() && isLetThrough(failure, topology, now);
        if (!isAnnounced || isLetThrough) {
            begin(Assignment.automatic(uid(now), failure, kind, topology), onEnded);
        }
    }

    /** An operator's command; answered when it has ended. */
    void command(Diagnosis diagnosis, Topology topology, Supervisor.Recover command, Instant now) {
        Optional<RecoveryKind> kind = diagnosis.code().recovery().filter(RecoveryDesk::isRepaired);
        String uid = uid(now);
        if (kind.isEmpty()) {
            command.replyTo()
                    .tell(new Ended.NotAttempted(
                            uid, "Recovery not attempted: " + diagnosis.key() + ": " + diagnosis.description()));
        } else if (running.containsKey(diagnosis.key())) {
            command.replyTo().tell(new Ended.NotAttempted(uid, "a recovery of " + diagnosis.key() + " is running"));
        } else {
            FailureSummary failure = summary(diagnosis, topology, "");
            begin(
                    Assignment.forced(uid, failure, kind.get(), topology, command.candidate(), command.skipsHooks()),
                    command.replyTo());
        }
    }

    /** Carries on where another node's recovery was broken off; at once, since replicas may be cut off. */
    void takeOver(RecoveryRecord broken, Topology topology, Instant now) {
        InstanceKey key = broken.failure().key();
        if (!running.containsKey(key) && topology.member(key).isPresent()) {
            begin(Assignment.takingOver(uid(now), broken, topology), onEnded);
        }
    }

    /** A recovery has stopped. */
    void ended(InstanceKey key, Instant now) {
        running.remove(key);
        notBefore.put(key, now.plus(PAUSE));
    }

    private void begin(Assignment assignment, ActorRef<Ended> replyTo) {
        InstanceKey key = assignment.failure().key();
        context.getLog()
                .info(
                        "{} of {}: {} [recoveryId={}]",
                        assignment.failure().analysis(),
                        key,
                        assignment.failure().description(),
                        assignment.uid());
        ActorRef<Recovery.Command> recovery = context.spawn(
                Recovery.create(assignment, environment.recovery(), replyTo),
                "recovery-" + assignment.uid().replace(':', '-'));
        context.watchWith(recovery, new Supervisor.RecoveryStopped(key));
        running.put(key, recovery);
    }

    private boolean isLetThrough(FailureSummary failure, Topology topology, Instant now) {
        RecoveryGate.Answer answer = RecoveryGate.ask(
                failure,
                topology,
                new RecoveryGate.Facts(history().areDisabled(), history().recoveries()),
                environment.recovery().policy().scope().primaries(),
                false,
                now);
        answer.objection().ifPresent(objection -> note(failure, objection, now));
        if (answer.isGo()) {
            objections.remove(failure.key());
        }
        return answer.isGo();
    }

    /** Tells an objection once, not each time it is met. */
    private void note(FailureSummary failure, String objection, Instant now) {
        if (objection.equals(objections.put(failure.key(), objection))) {
            return;
        }
        context.getLog().warn("{} of {} is not repaired: {}", failure.analysis(), failure.key(), objection);
        Optional<RecoveryRecord> blocker = history().blockerOf(failure.key(), failure.clusterName(), now);
        blocker.ifPresent(b -> environment
                .views()
                .recoveryBlocked(
                        new BlockedRecovery(failure.key(), failure.clusterName(), failure.analysis(), now, b.id())));
    }

    private RecoveryHistory history() {
        return environment.recovery().log().state().recoveries();
    }

    private FailureSummary summary(Diagnosis diagnosis, Topology topology, String commandHint) {
        Optional<ClusterView> view = environment.readModel().view().cluster(topology.name());
        return diagnosis.summary(
                topology.name(),
                view.map(ClusterView::alias).orElse(topology.name()),
                view.map(ClusterView::domain).orElse(""),
                commandHint);
    }

    /** The old systems' form: nanoseconds, a colon, hexadecimal digits. */
    private static String uid(Instant now) {
        String random = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() + ":" + random;
    }
}
