package io.quorate.recovery.run;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.BehaviorBuilder;
import akka.actor.typed.javadsl.Behaviors;
import io.quorate.hooks.HookContext;
import io.quorate.hooks.HookPoint;
import io.quorate.hooks.HookResult;
import io.quorate.log.ReplicatedLog;
import io.quorate.model.DetectionRecord;
import io.quorate.model.FailureSummary;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.recovery.plan.DeadPrimaryPlanner;
import io.quorate.recovery.plan.RecoveryGate;
import io.quorate.recovery.run.PrimaryReplacement.Replaced;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.RecoveryChange.RegisterDetection;
import io.quorate.statemachine.RecoveryChange.RegisterRecovery;
import io.quorate.statemachine.RecoveryChange.ReplaceRecovery;
import io.quorate.statemachine.RecoveryChange.ResolveRecovery;
import io.quorate.statemachine.RecoveryHistory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One recovery, from the detection to the last hook; then it stops. Its states, each waiting for one thing:
 *
 * <pre>
 * announcing   the failure is registered; if that is news, the detection hooks run
 * registering  switch, filters and block periods allow it, and the group agrees that it begins
 * preparing    constraints were checked; the hooks before a failover run and may veto
 * replacing    {@link PrimaryReplacement}: unless the primary has come back, replicas are cut off and measured, one is
 *              promoted, the others follow
 * closing      the result is recorded
 * telling      the hooks after a failover run, and the last steps are recorded
 * </pre>
 *
 * <p>Each changing statement is fenced: it is not sent once this node no longer leads in the epoch in which the recovery
 * began, or the recovery was cancelled. Never restarts; a recovery that is broken off leaves its steps, and whoever
 * leads next abandons it ({@link Abandonment}).
 */
public final class Recovery {

    /** What a recovery is told. */
    public sealed interface Command {}

    /** Change nothing from now on; what is under way at a server ends. */
    public record Cancel(String reason) implements Command {}

    private record Announced(Outcome outcome) implements Command {}

    private record Registered(Outcome outcome) implements Command {}

    private record HooksRan(HookResult result) implements Command {}

    private record ReplacementEnded(Replaced replaced) implements Command {}

    private enum Written implements Command {
        INSTANCE
    }

    private record Broke(String reason) implements Command {}

    private final ActorContext<Command> context;
    private final Assignment assignment;
    private final Surroundings with;
    private final ActorRef<Ended> replyTo;
    private final ReplicatedLog log;
    private final Tenure tenure;
    private final Cancellation cancellation = new Cancellation();
    private final Workplace place;
    private final HookContext hookContext;

    private Recovery(ActorContext<Command> context, Assignment assignment, Surroundings with, ActorRef<Ended> replyTo) {
        this.context = context;
        this.assignment = assignment;
        this.with = with;
        this.replyTo = replyTo;
        this.log = with.log();
        this.tenure = Tenure.now(log);
        this.place = new Workplace(assignment, with, tenure, cancellation);
        this.hookContext = HookContexts.before(assignment, with.policy(), with.node(), place.begun());
    }

    /** @param replyTo told once, at the end */
    public static Behavior<Command> create(Assignment assignment, Surroundings with, ActorRef<Ended> replyTo) {
        return Behaviors.setup(context -> new Recovery(context, assignment, with, replyTo).announce());
    }

    // announcing

    private Behavior<Command> announce() {
        if (tenure.objection().isPresent()) {
            return notAttempted(tenure.objection().get());
        }
        if (assignment.kind().isPresent() && mayBegin().isGo()) {
            place.warmUp(assignment.failure().replicas());
        }
        if (assignment.predecessor().isPresent()) {
            // It was announced by whoever began.
            return register();
        }
        RegisterDetection detection = new RegisterDetection(
                assignment.failure(),
                assignment.kind().isPresent(),
                with.node(),
                place.begun(),
                with.policy().scope().detectionBlock());
        pipe(log.propose(detection), Announced::new);
        return state(b -> b.onMessage(Announced.class, this::onAnnounced)
                .onMessage(HooksRan.class, this::onDetectionHooks)
                .onMessage(Broke.class, broke -> notAttempted(broke.reason())));
    }

    private Behavior<Command> onAnnounced(Announced announced) {
        if (!announced.outcome().isDone()) {
            return register();
        }
        FailureSummary failure = assignment.failure();
        place.openJournal();
        place.record("detected " + failure.analysis() + " of " + failure.key() + ": " + failure.description());
        failure.evidence().forEach(place::record);
        return runHooks(HookPoint.ON_FAILURE_DETECTION, hookContext) ? Behaviors.same() : register();
    }

    private Behavior<Command> onDetectionHooks(HooksRan ran) {
        return veto(ran.result()).map(this::notAttempted).orElseGet(this::register);
    }

    // registering

    private Behavior<Command> register() {
        Optional<RecoveryKind> kind = assignment.kind();
        if (kind.isEmpty()) {
            return notAttempted(
                    "there is nothing to be done about " + assignment.failure().analysis());
        }
        Optional<String> objection = DeadPrimaryPlanner.reasonAgainst(kind.get())
                .map(why -> assignment.failure().analysis() + " of "
                        + assignment.failure().key() + " is not repaired: " + why)
                .or(() -> mayBegin().objection());
        if (objection.isPresent()) {
            return notAttempted(objection.get());
        }
        RegisterRecovery registration = new RegisterRecovery(
                assignment.uid(),
                kind.get(),
                assignment.failure(),
                with.node(),
                tenure.epoch(),
                detectionId(),
                assignment.isForced(),
                with.clock().instant(),
                with.policy().scope().recoveryBlock());
        Change change = assignment
                .predecessor()
                .<Change>map(broken ->
                        new ReplaceRecovery(Abandonment.of(broken, with.clock().instant()), registration))
                .orElse(registration);
        pipe(log.propose(change), Registered::new);
        return state(b -> b.onMessage(Registered.class, this::onRegistered)
                .onMessage(Broke.class, broke -> notAttempted(broke.reason())));
    }

    private RecoveryGate.Answer mayBegin() {
        RecoveryHistory history = log.state().recoveries();
        return RecoveryGate.ask(
                assignment.failure(),
                assignment.topology(),
                new RecoveryGate.Facts(
                        history.areDisabled(),
                        history.recoveries().stream()
                                .filter(r -> !isPredecessor(r))
                                .toList()),
                with.policy().scope().primaries(),
                assignment.isForced(),
                with.clock().instant());
    }

    private boolean isPredecessor(RecoveryRecord recovery) {
        return assignment
                .predecessor()
                .filter(former -> former.uid().equals(recovery.uid()))
                .isPresent();
    }

    /** The latest of this server; 0 when it was purged meanwhile. */
    private long detectionId() {
        return log.state().recoveries().detections().stream()
                .filter(d -> d.failure().key().equals(assignment.failure().key()))
                .mapToLong(DetectionRecord::id)
                .max()
                .orElse(0);
    }

    private Behavior<Command> onRegistered(Registered registered) {
        return registered.outcome().fold(id -> prepare(), this::notAttempted);
    }

    // preparing

    private Behavior<Command> prepare() {
        place.openJournal();
        place.record("recovery " + assignment.uid() + " begins on " + with.node()
                + assignment
                        .predecessor()
                        .map(former -> " in place of " + former.uid() + ", broken off on " + former.node())
                        .orElse(""));
        place.lookout().ask();
        PrimaryReplacement replacement = new PrimaryReplacement(place);
        Optional<RecoveryRecord.Result> refused =
                assignment.inherited().isPresent() ? Optional.empty() : replacement.refusal();
        if (refused.isPresent()) {
            return close(refused.get());
        }
        // Nobody can veto what is half done.
        if (assignment.inherited().isPresent() || !runHooks(HookPoint.PRE_FAILOVER, hookContext)) {
            return replace(replacement);
        }
        return state(b -> b.onMessage(
                        HooksRan.class,
                        ran -> veto(ran.result())
                                .map(reason -> close(replacement.failed(reason)))
                                .orElseGet(() -> replace(replacement)))
                .onMessage(Broke.class, broke -> close(replacement.failed(broke.reason()))));
    }

    // replacing

    private Behavior<Command> replace(PrimaryReplacement replacement) {
        pipe(replacement.replace(), ReplacementEnded::new);
        return state(b -> b.onMessage(ReplacementEnded.class, ended -> onReplacementEnded(ended.replaced()))
                .onMessage(Broke.class, broke -> close(replacement.failed(broke.reason()))));
    }

    private Behavior<Command> onReplacementEnded(Replaced replaced) {
        return replaced.fenced().isEmpty()
                ? close(replaced.result())
                : breakOff(replaced.result(), replaced.fenced().get());
    }

    /** The result is written if the log still takes it from us; hooks are for whoever leads. */
    private Behavior<Command> breakOff(RecoveryRecord.Result result, String reason) {
        pipe(resolve(result).thenCompose(outcome -> place.allAgreed()), done -> Written.INSTANCE);
        Ended ended = new Ended.BrokenOff(assignment.uid(), reason);
        return state(
                b -> b.onMessage(Written.class, written -> stop(ended)).onMessage(Broke.class, broke -> stop(ended)));
    }

    // closing

    private Behavior<Command> close(RecoveryRecord.Result result) {
        pipe(resolve(result), outcome -> Written.INSTANCE);
        return state(b -> b.onMessage(Written.class, written -> tell(result)).onMessage(Broke.class, broke -> {
            place.record("the result could not be recorded: " + broke.reason());
            return tell(result);
        }));
    }

    private CompletionStage<Outcome> resolve(RecoveryRecord.Result result) {
        return log.propose(
                new ResolveRecovery(assignment.uid(), result, with.clock().instant()));
    }

    // telling

    private Behavior<Command> tell(RecoveryRecord.Result result) {
        List<HookPoint> points = result.successor().isPresent()
                ? List.of(HookPoint.POST_PRIMARY_FAILOVER, HookPoint.POST_FAILOVER)
                : List.of(HookPoint.POST_UNSUCCESSFUL_FAILOVER);
        return tell(points, HookContexts.after(hookContext, result), result);
    }

    private Behavior<Command> tell(List<HookPoint> points, HookContext after, RecoveryRecord.Result result) {
        if (points.isEmpty() || !runHooks(points.get(0), after)) {
            return end(result);
        }
        List<HookPoint> rest = points.subList(1, points.size());
        return state(b -> b.onMessage(HooksRan.class, ran -> tell(rest, after, result))
                .onMessage(Broke.class, broke -> tell(rest, after, result)));
    }

    private Behavior<Command> end(RecoveryRecord.Result result) {
        place.recordSinceBegun(result.isSuccessful() ? "the recovery ends" : "the recovery ends without a successor");
        pipe(place.allAgreed(), done -> Written.INSTANCE);
        Ended ended = new Ended.Completed(assignment.uid(), result);
        return state(
                b -> b.onMessage(Written.class, written -> stop(ended)).onMessage(Broke.class, broke -> stop(ended)));
    }

    private Behavior<Command> notAttempted(String reason) {
        place.record("not recovered: " + reason);
        return stop(new Ended.NotAttempted(assignment.uid(), reason));
    }

    private Behavior<Command> stop(Ended ended) {
        replyTo.tell(ended);
        return Behaviors.stopped(place::close);
    }

    // What the states have in common.

    private Behavior<Command> state(Function<BehaviorBuilder<Command>, BehaviorBuilder<Command>> messages) {
        return messages.apply(Behaviors.receive(Command.class))
                .onMessage(Cancel.class, this::onCancel)
                .onSignal(PostStop.class, stopped -> onStoppedFromOutside())
                .build();
    }

    private Behavior<Command> onCancel(Cancel cancel) {
        cancellation.close(cancel.reason());
        place.record("cancelled: " + cancel.reason());
        return Behaviors.same();
    }

    private Behavior<Command> onStoppedFromOutside() {
        cancellation.close("the recovery was stopped");
        place.close();
        return Behaviors.same();
    }

    /** @return false when there is nothing to wait for */
    private boolean runHooks(HookPoint point, HookContext values) {
        if (assignment.skipsHooks()) {
            return false;
        }
        CompletionStage<HookResult> ran = CompletableFuture.supplyAsync(
                () -> with.hooks().run(point, values, event -> place.record(event.describe())), with.hookIo());
        pipe(ran, HooksRan::new);
        return true;
    }

    private static Optional<String> veto(HookResult result) {
        return result.fold(passed -> Optional.<String>empty(), failed -> Optional.of("vetoed by " + failed.reason()));
    }

    private <T> void pipe(CompletionStage<T> stage, Function<T, Command> message) {
        context.pipeToSelf(
                stage,
                (value, error) -> error == null ? message.apply(value) : new Broke(String.valueOf(error.getMessage())));
    }
}
