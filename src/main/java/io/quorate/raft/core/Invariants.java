package io.quorate.raft.core;

import io.quorate.raft.core.log.Log;

/**
 * What must hold before and after every step, in production too: a node that finds one broken must stop, since whatever it
 * does next may destroy what was acknowledged.
 */
final class Invariants {

    private Invariants() {}

    static void check(Draft before, Draft after) {
        require(after, after.term() >= before.term(), "the term fell from " + before.term());
        require(
                after,
                after.term() > before.term()
                        || before.stored.votedFor().isEmpty()
                        || before.stored.votedFor().equals(after.stored.votedFor()),
                "the vote changed within the term");
        require(after, after.commitIndex >= before.commitIndex, "the commit index fell from " + before.commitIndex);
        order(after);
        committedStays(before, after);
        leadership(before, after);
    }

    /** An exception that names the place. */
    static IllegalStateException broken(Draft state, String what) {
        return new IllegalStateException("Raft's invariants are broken on a " + state.role + " of term " + state.term()
                + ", log to " + state.log().lastIndex() + ", committed to " + state.commitIndex + ": " + what);
    }

    private static void order(Draft after) {
        Log log = after.log();
        require(after, after.commitIndex <= log.lastIndex(), "more is committed than the log has");
        require(after, after.appliedIndex <= after.handedIndex, "more was applied than handed out");
        require(after, after.handedIndex <= after.commitIndex, "more was handed out than is committed");
        require(after, after.stored.snapshotIndex() <= after.commitIndex, "the snapshot has more than is committed");
        require(after, after.durability.index() <= log.lastIndex(), "more is durable than the log has");
        require(
                after,
                log.baseIndex() <= after.appliedIndex || log.baseIndex() == after.stored.snapshotIndex(),
                "entries that must be applied are gone");
    }

    /** Leader completeness as far as one node can see it (figure 3): what was committed keeps its term. */
    private static void committedStays(Draft before, Draft after) {
        long index = before.commitIndex;
        long term = before.log().termAt(index).orElse(0);
        boolean same = index < after.log().baseIndex() || after.log().matches(index, term);
        require(after, same, "committed entry " + index + " of term " + term + " is another one now");
    }

    /** A leader never overwrites or deletes entries of its own log (figure 3, leader append-only). */
    private static void leadership(Draft before, Draft after) {
        require(after, (after.role == Role.LEADER) == after.leading.isPresent(), "leader and yet none");
        if (before.role == Role.LEADER && after.role == Role.LEADER && before.term() == after.term()) {
            Log log = before.log();
            boolean kept =
                    log.lastIndex() < after.log().baseIndex() || after.log().matches(log.lastIndex(), log.lastTerm());
            require(after, kept, "the leader's last entry " + log.lastIndex() + " is another one now");
        }
    }

    private static void require(Draft state, boolean holds, String otherwise) {
        if (!holds) {
            throw broken(state, otherwise);
        }
    }
}
