package io.quorate.operations.run;

import io.quorate.model.InstanceKey;
import io.quorate.mysql.ReplicationStatus;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import io.quorate.operations.plan.Step;
import io.quorate.operations.plan.Strand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One strand being carried out on one blocking thread; anybody may ask for the report at any time. */
final class StrandRun implements Runnable {

    private final Strand strand;
    private final Shared shared;
    private final List<StepReport> reports = new ArrayList<>();
    private boolean isGivenUp;

    /**
     * What all strands of a plan have in common.
     *
     * @param readings filled by steps that read positions; safe for use by several threads
     */
    record Shared(
            Lines lines,
            Executor blocking,
            InstantSource clock,
            Pause pause,
            Patience patience,
            Fence fence,
            Consumer<StepReport> listener,
            Map<InstanceKey, ReplicationStatus> readings) {

        Vigil watch(ServerGateway line, Step step) {
            Duration limit = step.limit().plus(patience.grace());
            return Vigil.over(line, lines.aside(line.key()), blocking, patience.betweenLooks(), limit);
        }
    }

    StrandRun(Strand strand, Shared shared) {
        this.strand = strand;
        this.shared = shared;
    }

    /** Completes, never exceptionally, when the strand has ended or cannot be waited for any longer. */
    CompletableFuture<StrandReport> start() {
        Duration longest = strand.steps().stream()
                .map(step -> step.limit().plus(shared.patience().grace().multipliedBy(2)))
                .reduce(Duration.ZERO, Duration::plus);
        return CompletableFuture.runAsync(this, shared.blocking())
                .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, error) -> report(error));
    }

    @Override
    public void run() {
        for (Step step : strand.steps()) {
            StepReport report = carryOut(step);
            if (!keep(report)) {
                return;
            }
            shared.listener().accept(report);
            if (!report.outcome().isDone()) {
                return;
            }
        }
    }

    private synchronized boolean keep(StepReport report) {
        if (!isGivenUp) {
            reports.add(report);
        }
        return !isGivenUp;
    }

    /** @param error what broke or outlasted the thread; null when it ended as it should */
    private synchronized StrandReport report(@Nullable Throwable error) {
        isGivenUp = true;
        List<StepReport> all = new ArrayList<>(reports);
        if (error != null && all.size() < strand.steps().size()) {
            Step broken = strand.steps().get(all.size());
            String reason = error instanceof TimeoutException ? "it does not end" : String.valueOf(error.getMessage());
            all.add(new StepReport(
                    broken, shared.clock().instant(), Duration.ZERO, new StepOutcome.Failed(reason, broken.changes())));
        }
        return new StrandReport(strand, all);
    }

    private StepReport carryOut(Step step) {
        Instant started = shared.clock().instant();
        Optional<String> objection = step.changes() ? shared.fence().objection() : Optional.empty();
        StepOutcome outcome = objection.isPresent()
                ? new StepOutcome.Fenced(objection.get())
                : call(step, shared.lines().to(step.key()));
        return new StepReport(
                step, started, Duration.between(started, shared.clock().instant()), outcome);
    }

    private StepOutcome call(Step step, ServerGateway line) {
        StepCalls calls =
                new StepCalls(line, shared.pause(), status -> shared.readings().put(step.key(), status));
        try (Vigil vigil = shared.watch(line, step)) {
            return step.match(calls)
                    .run()
                    .<StepOutcome>map(reason -> new StepOutcome.Failed(reason, false))
                    .orElseGet(StepOutcome::done);
        } catch (ServerException e) {
            return new StepOutcome.Failed(String.valueOf(e.getMessage()), step.changes() && mayHaveHappened(e));
        }
    }

    /** An error number is the server's own word that it did not do it. */
    private static boolean mayHaveHappened(ServerException e) {
        return switch (e.failure().kind()) {
            case TIMEOUT, REFUSED -> true;
            case SERVER_ERROR -> e.errorNumber() == 0;
            case UNKNOWN_HOST, ACCESS_DENIED, TLS -> false;
        };
    }
}
