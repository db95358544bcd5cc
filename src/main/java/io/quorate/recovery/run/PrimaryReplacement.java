package io.quorate.recovery.run;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.mysql.ServerException;
import io.quorate.operations.plan.Plan;
import io.quorate.operations.run.PlanReport;
import io.quorate.operations.run.StrandReport;
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

/**
 * The part of a recovery that works on servers: freeze and measure, promote, let the others follow. A candidate whose
 * promotion fails is left out, the others are measured again and the plan made again, unless that candidate may take writes.
 *
 * <p>One after another on whatever thread finished the step before; nothing here blocks one.
 */
final class PrimaryReplacement {

    private final Workplace place;
    private final PrimaryFailure failure;
    private final DeadPrimaryPlanner planner;
    private final Aftermath aftermath;
    private final Progress progress = new Progress();

    PrimaryReplacement(Workplace place) {
        Assignment assignment = place.assignment();
        this.place = place;
        this.failure =
                new PrimaryFailure(assignment.topology(), assignment.failure().key(), assignment.designated());
        this.planner = new DeadPrimaryPlanner(place.with().policy());
        this.aftermath = new Aftermath(assignment, place.with().policy());
    }

    /**
     * What came of it.
     *
     * @param fenced why it had to stop half-way; empty when it came to its end
     */
    record Replaced(RecoveryRecord.Result result, Optional<String> fenced) {}

    /** Looks at all constraints and touches nothing; the refused result, or empty to go on. */
    Optional<RecoveryRecord.Result> refusal() {
        return planner.prepare(failure).foldPreparation(freeze -> Optional.empty(), refusal -> {
            note(refusal);
            return Optional.of(failed("nobody is promoted"));
        });
    }

    /** Carries it out; to be called when nothing was refused. */
    CompletionStage<Replaced> replace() {
        return planner.prepare(failure).foldPreparation(this::freeze, refusal -> ended(failed("nobody is promoted")));
    }

    /** As if it had been tried in vain, for a reason that lies elsewhere. */
    RecoveryRecord.Result failed(String reason) {
        progress.error(reason);
        place.record(reason);
        return progress.failed();
    }

    private CompletionStage<Replaced> freeze(Freeze freeze) {
        return measure(freeze, Measurement.of(Map.of()));
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
        return place.run(plan.promotion()).thenCompose(report -> {
            progress.took(report);
            return report.abortedAt()
                    .map(aborted -> promoteAnother(report, aborted, measurement, freeze))
                    .orElseGet(() -> follow(plan, measurement));
        });
    }

    private CompletionStage<Replaced> promoteAnother(
            PlanReport report, StrandReport aborted, Measurement measurement, Freeze freeze) {
        progress.error(aborted.stateLeft());
        place.record("not promoted: " + aborted.stateLeft());
        if (report.fenced().isPresent()) {
            return fenced(report.fenced().get());
        }
        return Progress.without(aborted, measurement)
                .map(rest -> measure(freeze, rest))
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
