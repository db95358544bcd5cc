package io.quorate.recovery.run;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.mysql.ServerException;
import io.quorate.operations.plan.Plan;
import io.quorate.operations.run.PlanReport;
import io.quorate.operations.run.StrandReport;
import io.quorate.recovery.plan.CompletionPlanner;
import io.quorate.recovery.plan.DeadPrimaryPlanner;
import io.quorate.recovery.plan.Freeze;
import io.quorate.recovery.plan.Measurement;
import io.quorate.recovery.plan.PrimaryFailure;
import io.quorate.recovery.plan.RecoveryPlan;
import io.quorate.recovery.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The part of a recovery that works on servers: freeze and measure, promote, let the others follow. A candidate whose
 * promotion fails is left out, the others are measured again and the plan made again, unless that candidate may take writes.
 *
 * <p>Whether the primary has come back is asked before the first change, before a candidate gives up its source, and before
 * it takes writes. Until the second of these the recovery is given up then; from there on the primary is closed first.
 *
 * <p>One after another on whatever thread finished the step before; nothing here blocks one.
 */
final class PrimaryReplacement {

    private final Workplace place;
    private PrimaryFailure failure;
    private final DeadPrimaryPlanner planner;
    private final CompletionPlanner completion;
    private final Aftermath aftermath;
    private final Undertakings undertakings;
    private final Progress progress = new Progress();

    PrimaryReplacement(Workplace place) {
        Assignment assignment = place.assignment();
        this.place = place;
        this.failure = new PrimaryFailure(
                        assignment.topology(), assignment.failure().key(), assignment.designated())
                .withCutOff(assignment
                        .inherited()
                        .map(RecoveryRecord.Undertaking::cutOff)
                        .orElse(List.of()));
        this.planner = new DeadPrimaryPlanner(place.with().policy());
        this.completion = new CompletionPlanner(place.with().policy());
        this.undertakings = new Undertakings(place);
        this.aftermath = new Aftermath(assignment, place.with().policy());
    }

    /**
     * What came of it.
     *
     * @param fenced why it had to stop half-way; empty when it came to its end
     */
    record Replaced(RecoveryRecord.Result result, Optional<String> fenced) {}

    /** One candidate, and what it was chosen by. */
    private record Attempt(RecoveryPlan plan, Measurement measurement, Freeze freeze) {}

    /** Looks at all constraints and touches nothing; the refused result, or empty to go on. */
    Optional<RecoveryRecord.Result> refusal() {
        return planner.prepare(failure).foldPreparation(freeze -> Optional.empty(), refusal -> {
            note(refusal);
            return Optional.of(failed("nobody is promoted"));
        });
    }

    /** Carries it out, unless the primary has come back; to be called when nothing was refused. */
    CompletionStage<Replaced> replace() {
        return place.assignment()
                .inherited()
                .flatMap(RecoveryRecord.Undertaking::successor)
                .map(this::complete)
                .orElseGet(this::start);
    }

    /** Another node was promoting this one when it was broken off: it is the successor, or nobody is yet. */
    private CompletionStage<Replaced> complete(InstanceKey successor) {
        return CompletableFuture.supplyAsync(
                        () -> probe(successor), place.with().operationIo())
                .thenCompose(found -> {
                    if (found.isEmpty()) {
                        return ended(
                                failed(successor + ", which was being promoted, does not answer: it may take writes"
                                        + " or not, so that nobody else is promoted; look at it"));
                    }
                    return CompletionPlanner.isPromoted(found.get(), failure) ? finish(found.get()) : start();
                });
    }

    private CompletionStage<Replaced> finish(Instance successor) {
        place.record(successor.key() + " has given up its source already; what is left is done");
        List<InstanceKey> others = place.assignment().inherited().orElseThrow().cutOff();
        CompletionStage<List<Instance>> moved = CompletableFuture.supplyAsync(
                () -> others.stream().flatMap(key -> probe(key).stream()).toList(),
                place.with().operationIo());
        return place.run(planner.look(failure))
                .thenCombine(moved, (report, below) -> {
                    Measurement seen = Progress.measurement(report);
                    RecoveryPlan plan = completion.plan(failure, successor, seen, below);
                    return new Attempt(plan, seen, new Freeze(Plan.NOTHING, Plan.NOTHING));
                })
                .thenCompose(attempt -> open(new PlanReport(List.of(), Map.of()), attempt));
    }

    private Optional<Instance> probe(InstanceKey key) {
        try {
            return Optional.of(place.lines().to(key).probe());
        } catch (ServerException e) {
            place.record(key + " does not answer: " + e.getMessage());
            return Optional.empty();
        }
    }

    private CompletionStage<Replaced> start() {
        planner.prepare(failure)
                .foldPreparation(undertakings::cutOff, refusal -> CompletableFuture.completedStage(null));
        return place.run(planner.look(failure)).thenCompose(report -> {
            Measurement seen = Progress.measurement(report);
            failure = failure.seenAnew(seen.readings());
            return failure.reconnected()
                    .map(replica -> CompletableFuture.completedStage(
                            Optional.of(replica + " is connected to " + failure.failed() + " again")))
                    .orElseGet(this::sighting)
                    .thenCompose(back -> back.map(this::leaveAlone).orElseGet(() -> begin(seen)));
        });
    }

    /** What proves that the primary is back; empty when nothing does. */
    private CompletionStage<Optional<String>> sighting() {
        return place.lookout()
                .look()
                .thenApply(answers -> answers ? Optional.of(failure.failed() + " answers again") : Optional.empty());
    }

    private CompletionStage<Replaced> leaveAlone(String sighting) {
        if (place.assignment().inherited().isPresent()) {
            return planner.prepare(failure)
                    .foldPreparation(
                            freeze -> place.run(freeze.thaw()), refusal -> CompletableFuture.completedStage(null))
                    .thenCompose(thawed -> ended(failed("the primary came back: " + sighting
                            + "; its replicas are let go again, and nobody is promoted")));
        }
        return ended(failed("the primary came back before anything was done: " + sighting + "; nothing was changed"));
    }

    private CompletionStage<Replaced> begin(Measurement seen) {
        Measurement silent = new Measurement(Map.of(), seen.failures(), Map.of());
        return planner.prepare(failure)
                .foldPreparation(
                        freeze -> undertakings
                                .agreed()
                                .thenCompose(objection ->
                                        objection.map(this::fenced).orElseGet(() -> measure(freeze, silent))),
                        refusal -> {
                            note(refusal);
                            return ended(failed("nobody is promoted"));
                        });
    }

    /** As if it had been tried in vain, for a reason that lies elsewhere. */
    RecoveryRecord.Result failed(String reason) {
        progress.error(reason);
        place.record(reason);
        return progress.failed();
    }

    private CompletionStage<Replaced> measure(Freeze freeze, Measurement before) {
        return place.run(freeze.planWithout(before.failures().keySet())).thenCompose(report -> {
            progress.took(report);
            return report.fenced().isPresent()
                    ? fenced(report.fenced().get())
                    : decide(before.renewed(Progress.measurement(report)), freeze);
        });
    }

    private CompletionStage<Replaced> decide(Measurement measurement, Freeze freeze) {
        return planner.decide(failure, measurement).fold(plan -> promote(plan, measurement, freeze), refusal -> {
            note(refusal);
            return thaw(freeze);
        });
    }

    private CompletionStage<Replaced> thaw(Freeze freeze) {
        RecoveryRecord.Result result = failed("nobody is promoted");
        return place.run(freeze.thaw()).thenApply(report -> new Replaced(result, Optional.empty()));
    }

    private CompletionStage<Replaced> promote(RecoveryPlan plan, Measurement measurement, Freeze freeze) {
        plan.verdicts().forEach(verdict -> place.record(verdict.describe()));
        plan.lossNotes().forEach(place::record);
        Attempt attempt = new Attempt(plan, measurement, freeze);
        undertakings.promote(freeze, plan.successor());
        PlanReport nothing = new PlanReport(List.of(), Map.of());
        return part(
                plan.catchUp(),
                nothing,
                attempt,
                caughtUp -> sighting()
                        .thenCompose(back -> back.map(sighting -> letGo(sighting, attempt))
                                .orElseGet(() -> takeOff(caughtUp, attempt))));
    }

    /** From here on whoever takes over must not promote anybody else, and knows it. */
    private CompletionStage<Replaced> takeOff(PlanReport before, Attempt attempt) {
        return undertakings
                .agreed()
                .thenCompose(objection -> objection
                        .map(this::fenced)
                        .orElseGet(() ->
                                part(attempt.plan().promotion(), before, attempt, cutOff -> open(cutOff, attempt))));
    }

    /** A part of a promotion, and what comes next if it succeeds. */
    private CompletionStage<Replaced> part(
            Plan part, PlanReport before, Attempt attempt, Function<PlanReport, CompletionStage<Replaced>> next) {
        return place.run(part).thenCompose(report -> {
            progress.took(report);
            PlanReport all = before.then(report);
            return report.abortedAt()
                    .map(aborted -> promoteAnother(all, aborted, attempt))
                    .orElseGet(() -> next.apply(all));
        });
    }

    /**
     * The primary is back while its replicas are cut off and nothing else has happened that matters: they go back to
     * it. Going on would leave behind what it was told to write since.
     */
    private CompletionStage<Replaced> letGo(String sighting, Attempt attempt) {
        RecoveryRecord.Result result = failed("the primary came back while its replicas were cut off: " + sighting
                + "; they are let go again, and nobody is promoted");
        return place.run(attempt.freeze().thaw()).thenApply(report -> {
            if (report.failures().isEmpty() && attempt.plan().catchUp().isEmpty()) {
                progress.undone();
                return new Replaced(progress.failed(), Optional.empty());
            }
            return new Replaced(result, Optional.empty());
        });
    }

    /**
     * The last step of a promotion, from which there is no way back since the candidate has forgotten its source. A
     * primary that is back by now is closed first.
     */
    private CompletionStage<Replaced> open(PlanReport before, Attempt attempt) {
        RecoveryPlan plan = attempt.plan();
        if (plan.opening().isEmpty()) {
            return follow(plan, attempt.measurement());
        }
        return sighting().thenCompose(back -> {
            back.ifPresent(sighting -> place.record("the primary came back too late: " + sighting));
            return place.run(back.isPresent() ? planner.close(failure) : Plan.NOTHING)
                    .thenCompose(closing -> closing.failures().isEmpty()
                            ? part(plan.opening(), before, attempt, all -> follow(plan, attempt.measurement()))
                            : twoAlive(closing, plan.successor()));
        });
    }

    private CompletionStage<Replaced> twoAlive(PlanReport closing, InstanceKey candidate) {
        if (closing.fenced().isPresent()) {
            return fenced(closing.fenced().get());
        }
        return ended(failed(closing.failures().get(0).stateLeft() + "; so that " + candidate
                + ", which has forgotten its source, is not made writable; look at both"));
    }

    private CompletionStage<Replaced> promoteAnother(PlanReport report, StrandReport aborted, Attempt attempt) {
        progress.error(aborted.stateLeft());
        place.record("not promoted: " + aborted.stateLeft());
        if (report.fenced().isPresent()) {
            return fenced(report.fenced().get());
        }
        return Progress.without(report, aborted, attempt.measurement())
                .map(rest -> measure(attempt.freeze(), rest))
                .orElseGet(() -> ended(failed(
                        aborted.key() + " may take writes or not, so that nobody else is promoted; look at it")));
    }

    private CompletionStage<Replaced> follow(RecoveryPlan plan, Measurement measurement) {
        InstanceKey successor = plan.successor();
        place.recordSinceBegun(successor + " is promoted");
        OldPrimary.close(place.with(), plan.fencing(), place.tenure(), place::record);
        plan.lossNotes().forEach(progress::error);
        plan.lost().forEach(progress::lose);
        Surroundings with = place.with();
        place.agree(aftermath.ofPromotion(
                successor,
                with.keyValuePrefix(),
                with.log().state(),
                with.clock().instant()));
        CompletionStage<BinlogCoordinates> coordinates =
                CompletableFuture.supplyAsync(() -> coordinatesOf(successor), with.operationIo());
        return place.run(plan.following())
                .thenCompose(report -> detach(plan, report, measurement)
                        .thenCombine(coordinates, (fenced, at) -> new Replaced(succeeded(plan, at), fenced)));
    }

    /**
     * Replicas that did not follow, but answer, are cut off; the result is why the fence was closed, if it was.
     */
    private CompletionStage<Optional<String>> detach(RecoveryPlan plan, PlanReport following, Measurement measurement) {
        progress.took(following);
        if (following.fenced().isPresent()) {
            progress.error("replicas were not all moved: " + following.fenced().get());
            return CompletableFuture.completedFuture(following.fenced());
        }
        List<InstanceKey> cutOff = new ArrayList<>(plan.lost().keySet());
        cutOff.removeAll(measurement.failures().keySet());
        for (StrandReport strand : following.failures()) {
            progress.error(strand.stateLeft());
            if (!Progress.isOnItsWay(strand)) {
                progress.lose(strand.key(), strand.stateLeft());
                cutOff.add(strand.key());
            }
        }
        progress.lost().forEach((key, why) -> place.record("lost: " + key + ": " + why));
        place.recordSinceBegun("the others were moved");
        place.agree(aftermath.downtimes(
                progress.lost().keySet(), place.with().clock().instant()));
        Plan detaching = planner.detach(failure, cutOff);
        return place.run(detaching).thenApply(PlanReport::fenced);
    }

    private BinlogCoordinates coordinatesOf(InstanceKey successor) {
        try {
            return place.lines().to(successor).probe().binaryLog().coordinates();
        } catch (ServerException e) {
            place.record("the binary log position of " + successor + " is not known: " + e.getMessage());
            return BinlogCoordinates.NONE;
        }
    }

    private RecoveryRecord.Result succeeded(RecoveryPlan plan, BinlogCoordinates coordinates) {
        String alias = HookContexts.aliasOf(failure.topology().member(plan.successor()));
        return progress.succeeded(plan, alias, coordinates);
    }

    private void note(Refusal refusal) {
        refusal.reasons().forEach(reason -> {
            progress.error(reason);
            place.record(reason);
        });
    }

    private CompletionStage<Replaced> fenced(String reason) {
        return CompletableFuture.completedFuture(new Replaced(failed("broken off: " + reason), Optional.of(reason)));
    }

    private static CompletionStage<Replaced> ended(RecoveryRecord.Result result) {
        return CompletableFuture.completedFuture(new Replaced(result, Optional.empty()));
    }
}
