package io.quorate.raft.actor.storage;

/** The journal does not add up to a state that a correct node can have had. The message says what to do. */
public final class JournalUnusable extends RuntimeException {

    JournalUnusable(String finding) {
        super(finding + ". This node's log cannot be trusted. Stop the node, move its journal away and start it again:"
                + " the other nodes rebuild it. If it is alone, restore the journal from a backup");
    }
}
