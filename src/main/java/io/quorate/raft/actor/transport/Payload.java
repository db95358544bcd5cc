package io.quorate.raft.actor.transport;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Raft's own messages, and what the nodes' shells say to each other besides. */
public sealed interface Payload {

    /** Of the protocol; for the core. */
    record Protocol(Message message) implements Payload {}

    /**
     * Who am I; who are you?
     *
     * @param wantsAnswer whether the receiver should say hello, too
     * @param member whether the sender's log has anything in it
     * @param nodes the sender's configured list, sorted
     * @param labels of the sender: its address, HTTP URI, data center
     */
    record Hello(boolean wantsAnswer, boolean member, List<String> nodes, Map<String, String> labels)
            implements Payload {
        public Hello {
            nodes = List.copyOf(nodes);
            labels = Map.copyOf(labels);
        }
    }

    /** A follower's client wants this proposed; it is answered by being applied, or by {@link Refused}. */
    record Forward(RequestId request, Bytes data) implements Payload {}

    /** What was forwarded is not in the log and will not be. */
    record Refused(String request, String reason) implements Payload {}

    /** The leader should make this change; answered by {@link Answered}. */
    record AskChange(long number, MembershipChange change) implements Payload {}

    /** The leader should hand over; answered by {@link Answered}. */
    record AskTransfer(long number, Optional<NodeId> to) implements Payload {}

    /**
     * @param done whether it happened
     * @param unknown not done, and it may yet happen
     * @param text the new leader, or the reason
     */
    record Answered(long number, boolean done, boolean unknown, String text) implements Payload {}
}
