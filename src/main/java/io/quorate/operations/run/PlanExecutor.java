package io.quorate.operations.run;

import io.quorate.operations.plan.Plan;
import io.quorate.operations.plan.Strand;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Carries plans out. A stage begins when all strands of the one before have ended; none begins after a strand failed
 * that the plan calls vital, or after the fence was closed. Each step that changes a server is preceded by a look at the
 * fence. A step that outlasts its limit is broken off and counts as failed.
 *
 * <p>Never fails itself: what went wrong is in the report. Safe for use by several threads.
 */
public final class PlanExecutor {

    private final Lines lines;
    private final Executor blocking;
    private final InstantSource clock;
    private final Pause pause = Pause.real();
    private final Patience patience;

    /** @param blocking runs one task for each strand of a stage, for as long as the strand lasts */
    public PlanExecutor(Lines lines, Executor blocking, InstantSource clock) {
        this(lines, blocking, clock, Patience.DEFAULT);
    }

    PlanExecutor(Lines lines, Executor blocking, InstantSource clock, Patience patience) {
        this.lines = lines;
        this.blocking = blocking;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Begins at once.
     *
     * @param listener told of each step as it ends, on any thread; must be quick and must not throw
     */
    public CompletionStage<PlanReport> run(Plan plan, Fence fence, Consumer<StepReport> listener) {
        StrandRun.Shared shared = new StrandRun.Shared(
                lines, blocking, clock, pause, patience, fence, listener, new ConcurrentHashMap<>());
        return stage(plan, 0, List.of(), shared);
    }

    private CompletableFuture<PlanReport> stage(
            Plan plan, int index, List<StrandReport> before, StrandRun.Shared shared) {
        PlanReport soFar = new PlanReport(before, shared.readings());
        if (index == plan.stages().size() || !soFar.isDone()) {
            return CompletableFuture.completedFuture(soFar);
        }
        List<Strand> strands = plan.stages().get(index).strands();
        List<CompletableFuture<StrandReport>> running = strands.stream()
                .map(strand -> new StrandRun(strand, shared).start())
                .toList();
        return CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                .thenCompose(ended -> {
                    List<StrandReport> all = new ArrayList<>(before);
                    running.forEach(strand -> all.add(strand.join()));
                    return stage(plan, index + 1, all, shared);
                });
    }
}
