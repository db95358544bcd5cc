package io.quorate.raft.core;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What of the log is on this node's disk. Writes are named by tokens, and a token that comes back says only what was
 * written under it and not overwritten since: cutting the log lowers what earlier tokens are worth (the ABA pitfall: a
 * late acknowledgement of an entry that another term replaced).
 */
final class Durability {

    private record Written(long token, long upTo) {}

    private long index;
    private long persistedToken;
    private long termToken;
    private final Deque<Written> underWay;

    Durability(long index) {
        this(index, 0, 0, new ArrayDeque<>());
    }

    private Durability(long index, long persistedToken, long termToken, Deque<Written> underWay) {
        this.index = index;
        this.persistedToken = persistedToken;
        this.termToken = termToken;
        this.underWay = underWay;
    }

    Durability copy() {
        return new Durability(index, persistedToken, termToken, new ArrayDeque<>(underWay));
    }

    /** The log up to here, as it is now, is on disk. */
    long index() {
        return index;
    }

    /** Whether term and vote as they are now are on disk. */
    boolean hasTerm() {
        return persistedToken >= termToken;
    }

    boolean hasAll(long token) {
        return persistedToken >= token;
    }

    void termWritten(long token) {
        termToken = token;
    }

    /** The log is being written up to {@code upTo} in a write that is complete with this token. */
    void logWritten(long token, long upTo) {
        underWay.addLast(new Written(token, upTo));
    }

    /** Entries behind {@code last} are gone: whatever was said about them no longer counts. */
    void cutAfter(long last) {
        index = Math.min(index, last);
        if (underWay.stream().anyMatch(written -> written.upTo > last)) {
            Deque<Written> lowered = new ArrayDeque<>();
            underWay.forEach(written -> lowered.add(new Written(written.token, Math.min(written.upTo, last))));
            underWay.clear();
            underWay.addAll(lowered);
        }
    }

    void persisted(long token) {
        persistedToken = Math.max(persistedToken, token);
        while (!underWay.isEmpty() && underWay.getFirst().token <= token) {
            index = Math.max(index, underWay.removeFirst().upTo);
        }
    }
}
