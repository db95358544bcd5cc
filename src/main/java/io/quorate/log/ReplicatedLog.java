package io.quorate.log;

import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Outcome;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The one way to change what the group agrees on. All methods may be called from any thread and none blocks.
 */
public interface ReplicatedLog {

    /**
     * Proposes a change. Completes after it was made durable, agreed on and applied on this node, with what it came
     * to; fails with {@link LogUnavailable} when it certainly did not happen, and with {@link OutcomeUnknown} when
     * that cannot be told. Changes proposed one after another by one thread are applied in that order.
     */
    CompletionStage<Outcome> propose(Change change);

    /**
     * As {@link #propose(Change)}, once for all calls with the same request id, on whichever node and however often: a
     * repeated one is answered with the first one's outcome. Ids are remembered for about an hour of log time.
     *
     * @param requestId chosen by the client, 1 to 128 characters
     */
    CompletionStage<Outcome> propose(Change change, String requestId);

    /** The latest state applied on this node. */
    ClusterState state();

    /** Who leads now. */
    Leadership leadership();

    /**
     * Calls the listener with each newly applied state, in order, on a thread of the log; the listener must be quick.
     */
    Subscription onApplied(Consumer<ClusterState> listener);

    /** Calls the listener with each change of leadership, as {@link #onApplied} does. */
    Subscription onLeadership(Consumer<Leadership> listener);

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
