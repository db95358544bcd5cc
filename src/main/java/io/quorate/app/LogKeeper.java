package io.quorate.app;

import akka.actor.typed.javadsl.ActorContext;
import io.quorate.http.GroupSeat;
import io.quorate.log.ReplicatedLog;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The log of a node, kept in the way its configuration wants: alone or in a group. */
interface LogKeeper {

    /** Starts its actors; to be called once, by the guardian. */
    void open(ActorContext<?> guardian);

    /** Completes when the log was read; fails with a sentence when it cannot be. */
    CompletionStage<?> ready();

    /** Completes, with the reason, when the log stopped without being asked to. */
    CompletionStage<String> failed();

    /** What the rest of the node works with. */
    ReplicatedLog log();

    /** The node's name in what is written down. */
    String node();

    /** Its place in its group; empty for a node that is alone. */
    Optional<GroupSeat> seat();

    /** Completes when this node knows all that was agreed on before it began to lead. */
    CompletionStage<Void> caughtUp();

    /** Lets another node lead, if there is one; never fails, and ends soon. */
    CompletionStage<Void> handOver();
}
