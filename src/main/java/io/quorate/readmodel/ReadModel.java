package io.quorate.readmodel;

import io.quorate.log.Leadership;
import io.quorate.statemachine.ClusterState;
import java.util.function.Consumer;

/** The questions that surfaces may ask. All methods may be called from any thread and none blocks. */
public interface ReadModel {

    /**
     * The newest view. It contains every replicated change that was applied on this node before the call, so that who
     * was told "done" reads what was done.
     */
    FleetView view();

    /** The newest replicated state applied on this node. */
    ClusterState state();

    /** Who leads now. */
    Leadership leadership();

    /** Who this node is, and how it fares. */
    NodeFacts node();

    /** Timings of recent probes. */
    ProbeSamples probes();

    /**
     * Calls the listener with what happens from now on, on the thread that makes it happen; the listener must be quick
     * and must not throw.
     */
    Subscription subscribe(Consumer<FleetEvent> listener);

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
