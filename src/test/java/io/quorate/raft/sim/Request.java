package io.quorate.raft.sim;

import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.NodeId;
import java.util.Optional;
import java.util.function.Consumer;

/** One attempt of a client at one node. */
record Request(RegisterCommand command, Optional<RequestId> id, Consumer<Answer> reply) {

    /** What the node says to it. */
    sealed interface Answer {}

    /** Done; for a read with the value. */
    record Done(String text, Optional<String> value) implements Answer {}

    /** This attempt certainly has no effect. */
    record Refused(Optional<NodeId> leader) implements Answer {}

    boolean isRead() {
        return id.isEmpty();
    }

    void answer(Answer answer) {
        reply.accept(answer);
    }

    @Override
    public String toString() {
        return id.map(RequestId::text).orElse("read") + " " + command;
    }
}
