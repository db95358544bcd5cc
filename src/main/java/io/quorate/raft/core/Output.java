package io.quorate.raft.core;

import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.Message;
import io.quorate.raft.core.message.SnapshotChunk;
import java.util.List;
import java.util.Optional;

/**
 * What one step asks the shell to do. The order is fixed: {@link #writes} are handed to the disk, {@link #sendNow} goes
 * out at once, {@link #sendAfter} when this step's token (and so all earlier ones) was persisted. Everything else rests
 * on durable state already and may be done at once.
 *
 * @param token names this step's writes; grows by one with each step that has writes or waits for some; a step with
 *     neither carries the token of the last one before it
 * @param writes to be made durable in this order, after those of all earlier steps
 * @param sendNow promises nothing: may overtake the disk
 * @param sendAfter promises something: a vote, entries held, a term reached
 * @param applyTo entries up to here are committed and durable here and may be applied, those not applied before; empty
 *     when that did not change
 * @param restore the state machine must take over this snapshot before anything further is applied (its writes first)
 * @param chunk a piece of a snapshot from the leader in force, for the shell to store; the shell acknowledges it
 * @param sendSnapshot nodes to which the shell must begin to send the newest stored snapshot
 * @param stopSnapshot nodes to which sending has become pointless
 * @param wantsSnapshot the log has grown enough for a snapshot of the applied state
 * @param leadership who leads, when that changed
 */
public record Output(
        long token,
        List<Write> writes,
        List<Outbound> sendNow,
        List<Outbound> sendAfter,
        Optional<Long> applyTo,
        Optional<SnapshotMeta> restore,
        Optional<SnapshotChunk> chunk,
        List<NodeId> sendSnapshot,
        List<NodeId> stopSnapshot,
        boolean wantsSnapshot,
        Optional<Leadership> leadership,
        List<Proposed> proposed,
        List<ReadAnswer> reads,
        List<ChangeAnswer> changes,
        List<TransferAnswer> transfers) {

    /** A message and who gets it. */
    public record Outbound(NodeId to, Message message) {}

    /**
     * Who leads, as far as this node knows.
     *
     * @param leader empty while unknown
     * @param why what brought the change about, for the log of events; a sentence
     */
    public record Leadership(Role role, long term, Optional<NodeId> leader, String why) {}

    /** What became of a proposal. */
    public sealed interface Proposed {
        long number();

        /** It is in the log at this place. If the entry applied there has another term, it was lost. */
        record Appended(long number, long index, long term) implements Proposed {}

        /**
         * It is not in the log and will not be.
         *
         * @param leader whom to ask instead, if known
         */
        record Refused(long number, String reason, Optional<NodeId> leader) implements Proposed {}
    }

    /** Answers {@link Input.ReadIndex}: read once {@code index} is applied, or not at all. */
    public sealed interface ReadAnswer {
        long context();

        record Granted(long context, long index) implements ReadAnswer {}

        record Refused(long context, String reason) implements ReadAnswer {}
    }

    /** Answers {@link Input.ChangeMembership}; {@code Done} once it is committed. */
    public sealed interface ChangeAnswer {
        long number();

        record Done(long number) implements ChangeAnswer {}

        /** It did not happen; or, with {@code unknown}, leadership was lost before that could be told. */
        record Failed(long number, String reason, boolean unknown) implements ChangeAnswer {}
    }

    /** Answers {@link Input.Transfer}; {@code Done} once another node's leadership was seen. */
    public sealed interface TransferAnswer {
        long number();

        record Done(long number, NodeId leader) implements TransferAnswer {}

        record Failed(long number, String reason) implements TransferAnswer {}
    }
}
