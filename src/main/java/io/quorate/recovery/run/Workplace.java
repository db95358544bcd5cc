package io.quorate.recovery.run;

import io.quorate.model.InstanceKey;
import io.quorate.operations.plan.Plan;
import io.quorate.operations.run.Fence;
import io.quorate.operations.run.Lines;
import io.quorate.operations.run.PlanExecutor;
import io.quorate.operations.run.PlanReport;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the parts of one recovery share: its lines to servers, its fence, its journal and what it told the group. */
final class Workplace implements AutoCloseable {

    private final Assignment assignment;
    private final Surroundings with;
    private final Tenure tenure;
    private final Fence fence;
    private final Instant begun;
    private final StepJournal journal;
    private final Lines lines;
    private final Lookout lookout;
    private final PlanExecutor executor;
    private final WorkInProgress.Work work;
    private final List<CompletableFuture<Outcome>> changes = new ArrayList<>();

    Workplace(Assignment assignment, Surroundings with, Tenure tenure, Fence cancellation) {
        this.assignment = assignment;
        this.with = with;
        this.tenure = tenure;
        this.fence = tenure.and(cancellation);
        this.begun = with.clock().instant();
        this.journal = new StepJournal(assignment.uid(), with.log(), with.clock());
        this.lines = new Lines(with.gateways());
        this.lookout =
                new Lookout(with.gateways().forProbing(assignment.failure().key()), with.operationIo());
        this.work = with.work().begin();
        this.executor = new PlanExecutor(lines, with.operationIo(), with.clock());
    }

    Assignment assignment() {
        return assignment;
    }

    Surroundings with() {
        return with;
    }

    /** What outlives the recovery minds this alone. */
    Tenure tenure() {
        return tenure;
    }

    Instant begun() {
        return begun;
    }

    Lines lines() {
        return lines;
    }

    /** Watches the failed server. */
    Lookout lookout() {
        return lookout;
    }

    void record(String message) {
        journal.record(message);
    }

    /** With how long after the beginning. */
    void recordSinceBegun(String message) {
        Duration since = Duration.between(begun, with.clock().instant());
        journal.record(message + ", " + since.toMillis() + " ms after the recovery began");
    }

    /** The recovery is registered: its steps can be written. */
    void openJournal() {
        journal.open();
    }

    /** Connects early, so that the first plan finds open lines. */
    void warmUp(Collection<InstanceKey> servers) {
        lines.warmUp(servers, with.operationIo());
    }

    CompletionStage<PlanReport> run(Plan plan) {
        return executor.run(plan, fence, step -> journal.record(step.describe()));
    }

    /** Nobody waits for it before the end. */
    synchronized void agree(List<Change> wanted) {
        wanted.forEach(change -> changes.add(with.log().propose(change).toCompletableFuture()));
    }

    /** Completes, never exceptionally, when the log has taken or lost all that was told so far. */
    synchronized CompletionStage<Void> allAgreed() {
        CompletableFuture<?>[] all = changes.stream()
                .map(change -> change.exceptionally(error -> Outcome.refused(String.valueOf(error.getMessage()))))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all).thenCompose(done -> journal.flushed());
    }

    @Override
    public void close() {
        lines.close();
        lookout.close();
        journal.whenFlushed(() -> with.work().end(work));
    }
}
