package io.quorate.log;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The nodes that keep the log together, for those who watch and change them. All methods may be called from any thread
 * and none blocks. Changes are carried out by the leader whichever node is asked; they fail with {@link LogUnavailable}
 * when they certainly did not happen, with {@link OutcomeUnknown} when that cannot be told, and with {@code
 * IllegalArgumentException} when they make no sense (an unknown node, a second node of that name).
 */
public interface Group {

    GroupStatus status();

    /**
     * Whether this node leads at this very instant: no other node of the group can lead now. Costs no message. To be asked
     * last, just before answering.
     */
    boolean leadsNow();

    /**
     * Completes when {@link ReplicatedLog#state()} on this node contains everything that was acknowledged anywhere in the
     * group before the call: a read after it is linearizable.
     */
    CompletionStage<Void> readBarrier();

    /**
     * Adds a node as a learner that becomes a voter when it has caught up; completes when it is in the configuration. The
     * node need not run yet.
     *
     * @param id its node id
     * @param address {@code host:port} at which nodes reach it
     * @param labels further facts: {@code httpUri}, {@code dataCenter}
     */
    CompletionStage<Void> add(String id, String address, Map<String, String> labels);

    /** Makes a learner a voter; fails when it lags. */
    CompletionStage<Void> promote(String id);

    /** Removes a node. The leader may remove itself. */
    CompletionStage<Void> remove(String id);

    /** Changes who is preferred as leader, 0 to 100. */
    CompletionStage<Void> prefer(String id, int priority);

    /** Hands leadership to that node, or to the most advanced one; completes with the new leader's id. */
    CompletionStage<String> transfer(Optional<String> to);

    /** Takes a snapshot of this node's state now; completes with its index. */
    CompletionStage<Long> snapshot();
}
