package io.quorate.raft.core.message;

/**
 * One message of the protocol, without its header: the transport adds the sender, its incarnation and the group. A
 * message of a lower term than the receiver's is answered with the receiver's term where that helps the sender, and
 * otherwise ignored; one of a higher term makes the receiver follow, except for pre-votes (§5.1, thesis §9.6).
 */
public sealed interface Message
        permits VoteRequest,
                VoteResponse,
                AppendRequest,
                AppendResponse,
                SnapshotChunk,
                SnapshotAck,
                TimeoutNow,
                ReadIndexRequest,
                ReadIndexResponse {

    /** The sender's term; in a pre-vote request the term it would campaign in. */
    long term();
}
