package io.quorate.raft.core;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.Message;
import java.util.List;
import java.util.Optional;

/** What can happen to a replica. Time is not part of it: {@code step} is given the monotonic time with each. */
public sealed interface Input {

    /** Time has passed. To be given every tenth of a heartbeat interval or so; late ones are noticed. */
    record Tick() implements Input {}

    /** A message of the same group came from a node. */
    record Received(NodeId from, Incarnation incarnation, Message message) implements Input {}

    /**
     * Commands to append, in this order. Answered by one {@link Output.Proposed} per number.
     *
     * @param nowMillis wall clock, for the entries' log time
     */
    record Propose(List<Proposal> proposals, long nowMillis) implements Input {
        public Propose {
            proposals = List.copyOf(proposals);
        }
    }

    /**
     * One command.
     *
     * @param number the shell's name for it, unique on this node
     * @param elsewhere another node waits for it: that it is committed is told at once and not with the next tick
     */
    record Proposal(long number, Optional<RequestId> request, Bytes data, boolean elsewhere) {

        /** Of this node's own. */
        public Proposal(long number, Optional<RequestId> request, Bytes data) {
            this(number, request, data, false);
        }
    }

    /** All writes handed out up to this token are durable. */
    record Persisted(long token) implements Input {}

    /** The state machine has applied everything up to this index. */
    record Applied(long index) implements Input {}

    /** The node's own snapshot is durable: the log before it may go. */
    record SnapshotTaken(SnapshotMeta snapshot) implements Input {}

    /**
     * All pieces of a leader's snapshot have arrived, were checked and stored. Not yet in force: the core answers with a
     * write {@link io.quorate.raft.core.log.Write.Install} and {@link Output#restore}, or ignores it as outdated.
     */
    record SnapshotReceived(SnapshotMeta snapshot) implements Input {}

    /** Sending a snapshot to that node has failed or was given up; the core decides what is next. */
    record SnapshotSendFailed(NodeId to) implements Input {}

    /**
     * Wants an index from which a read is linearizable; answered by one {@link Output.ReadAnswer}. On a follower the
     * leader is asked.
     *
     * @param context the shell's name for it, unique on this node
     */
    record ReadIndex(long context) implements Input {}

    /** Wants a change of the group; leader only. Answered by one {@link Output.ChangeAnswer}. */
    record ChangeMembership(long number, MembershipChange change) implements Input {}

    /** Wants another leader: that one, or whoever has most; answered by one {@link Output.TransferAnswer}. */
    record Transfer(long number, Optional<NodeId> to) implements Input {}

    /** This node, whose log is empty, may campaign with this configuration; the winner writes it as first entry. */
    record Found(Configuration configuration) implements Input {}

    /** The transport says that nothing reaches that node at present: a hint, not a fact. */
    record Unreachable(NodeId node) implements Input {}

    /** This node must not lead for a while (its backend fails, an operator yields): it hands over and does not stand. */
    record Abstain(long forNanos) implements Input {}
}
