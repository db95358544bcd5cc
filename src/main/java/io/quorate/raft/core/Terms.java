package io.quorate.raft.core;

import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendResponse;
import io.quorate.raft.core.message.Message;
import io.quorate.raft.core.message.ReadIndexRequest;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.VoteResponse;
import java.util.Optional;

/**
 * A higher term in an answer or a question: this node is behind and follows (§5.1). Requests of candidates and leaders are
 * judged where they are handled; a granted pre-vote names a term that nobody has reached. What comes from a node that the
 * configuration does not name moves nobody: it may carry any term.
 */
final class Terms {

    private Terms() {}

    static void observe(Step step, NodeId from, Incarnation life, Message message) {
        boolean tells = message instanceof AppendResponse
                || message instanceof SnapshotAck
                || message instanceof ReadIndexRequest
                || (message instanceof VoteResponse vote && !(vote.preVote() && vote.granted()));
        if (tells && message.term() > step.state.term() && step.counts(from, life)) {
            Roles.follow(step, message.term(), Optional.empty(), from + " is in term " + message.term());
        }
    }
}
