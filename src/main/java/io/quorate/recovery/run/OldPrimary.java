package io.quorate.recovery.run;

import io.quorate.operations.plan.Plan;
import io.quorate.operations.run.Fence;
import io.quorate.operations.run.Lines;
import io.quorate.operations.run.PlanExecutor;
import io.quorate.operations.run.PlanReport;
import io.quorate.operations.run.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tries to close the failed primary for writes after another server was promoted: it may hang and come to, or be
 * started again by its host a moment later. Goes on after the recovery has ended, for a minute; stops when it succeeds or
 * when this node no longer leads. Best effort: a host that cannot be reached needs fencing by other means (a hook).
 */
final class OldPrimary {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(1);

    private final Surroundings with;
    private final Plan closing;
    private final Fence fence;
    private final Consumer<String> journal;
    private final Instant end;
    private final Lines lines;
    private final PlanExecutor executor;

    private OldPrimary(Surroundings with, Plan closing, Fence fence, Consumer<String> journal) {
        this.with = with;
        this.closing = closing;
        this.fence = fence;
        this.journal = journal;
        this.end = with.clock().instant().plus(GIVE_UP_AFTER);
        this.lines = new Lines(with.gateways());
        this.executor = new PlanExecutor(lines, with.operationIo(), with.clock());
    }

    /** Returns at once. */
    static void close(Surroundings with, Plan closing, Fence fence, Consumer<String> journal) {
        if (!closing.isEmpty()) {
            new OldPrimary(with, closing, fence, journal).attempt();
        }
    }

    private void attempt() {
        Consumer<StepReport> tellSuccess = step -> {
            if (step.outcome().isDone()) {
                journal.accept(step.describe());
            }
        };
        try {
            executor.run(closing, fence, tellSuccess).thenAccept(this::onAttempted);
        } catch (RejectedExecutionException nodeStops) {
            lines.close();
        }
    }

    private void onAttempted(PlanReport report) {
        boolean isOver = report.failures().isEmpty()
                || report.fenced().isPresent()
                || with.clock().instant().isAfter(end);
        if (isOver) {
            lines.close();
            // Who no longer leads cannot record it either.
            if (!report.failures().isEmpty() && report.fenced().isEmpty()) {
                journal.accept(
                        "not closed for writes: " + report.failures().get(0).stateLeft());
            }
        } else {
            CompletableFuture.delayedExecutor(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::attempt);
        }
    }
}
