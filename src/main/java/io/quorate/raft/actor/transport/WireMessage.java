package io.quorate.raft.actor.transport;

import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import java.util.Optional;

/** What goes from node to node. */
public record WireMessage(Header header, Payload payload) {

    /**
     * Who speaks to whom.
     *
     * @param group empty while the sender belongs to none
     * @param address where the sender is reached, {@code host:port}
     * @param to the node that is meant; another one that answers at its address ignores the message
     * @param connection made anew at each start of the sender
     * @param sequence grows with each message of that connection
     * @param sentNanos the sender's monotonic clock; only differences mean anything
     */
    public record Header(
            Optional<GroupId> group,
            NodeId from,
            Incarnation incarnation,
            String address,
            Optional<NodeId> to,
            long connection,
            long sequence,
            long sentNanos) {}
}
