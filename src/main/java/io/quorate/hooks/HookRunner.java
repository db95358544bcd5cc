package io.quorate.hooks;

import io.quorate.hooks.HookPoint.AfterFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Runs the hooks of a point, one after another. Blocks for as long as they run, so call it on a dispatcher for blocking
 * work; several threads may use one runner.
 *
 * <p>A hook that ends in {@code &} is started and left to itself: it never fails the list and has a day to run.
 */
public final class HookRunner {

    private static final Duration DETACHED_LIMIT = Duration.ofDays(1);

    private final HookSettings settings;
    private final Executor background;

    /**
     * Makes a runner.
     *
     * @param background runs what waits for a detached hook to end; one thread for each, for as long as the hook runs
     */
    public HookRunner(HookSettings settings, Executor background) {
        this.settings = settings;
        this.background = background;
    }

    /** A runner that starts a daemon thread for each detached hook. */
    public static HookRunner of(HookSettings settings) {
        return new HookRunner(settings, task -> {
            Thread thread = new Thread(task, "detached-hook");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Runs the hooks of a point as the point prescribes: a failing one ends the list if the point vetoes. */
    public HookResult run(HookPoint point, HookValues values, Consumer<HookEvent> listener) {
        return run(point, values, point.afterFailure(), listener);
    }

    /**
     * Runs the hooks of a point.
     *
     * @param values a {@link RoleSwap} for {@link HookPoint#POST_TAKE_PRIMARY}, else a {@link HookContext}
     * @param afterFailure whether the remaining hooks run after one has failed
     * @param listener told of each event as it happens; must be fast and must not throw
     */
    public HookResult run(HookPoint point, HookValues values, AfterFailure afterFailure, Consumer<HookEvent> listener) {
        if (point.isRoleSwap() != (values instanceof RoleSwap)) {
            throw new IllegalArgumentException(
                    point + " is not told of a " + values.getClass().getSimpleName());
        }
        List<HookCommand> hooks = settings.commands(point);
        listener.accept(new HookEvent.ListStarted(point, hooks.size()));
        List<HookOutcome> outcomes = new ArrayList<>();
        for (HookCommand hook : hooks) {
            listener.accept(new HookEvent.Started(point, hook, hooks.size(), hook.describe(values)));
            HookOutcome outcome = run(point, hook, values, listener);
            outcomes.add(outcome);
            if (!outcome.isSuccess() && afterFailure == AfterFailure.STOP) {
                break;
            }
        }
        HookResult result = HookResult.of(point, outcomes);
        listener.accept(new HookEvent.ListFinished(result));
        return result;
    }

    private HookOutcome run(HookPoint point, HookCommand hook, HookValues values, Consumer<HookEvent> listener) {
        HookProcess process = new HookProcess(hook, values, settings);
        if (hook.isAsynchronous()) {
            background.execute(() -> listener.accept(new HookEvent.Finished(point, process.run(DETACHED_LIMIT))));
            return new HookOutcome(hook, new HookOutcome.Detached(), Duration.ZERO, "");
        }
        HookOutcome outcome = process.run(settings.timeout());
        listener.accept(new HookEvent.Finished(point, outcome));
        return outcome;
    }
}
