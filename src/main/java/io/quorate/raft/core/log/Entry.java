package io.quorate.raft.core.log;

import io.quorate.raft.core.membership.Configuration;
import java.util.Optional;

/**
 * One entry of the log.
 *
 * @param index place in the log, from 1
 * @param term the term of the leader that made it, from 1
 * @param stampMillis that leader's wall clock when it made it, milliseconds since 1970; never lower than in an earlier
 *     entry ("log time": expiry in state machines goes by it, so that it is the same on every node)
 * @param content what it carries
 */
public record Entry(long index, long term, long stampMillis, Content content) {

    /** Counted for an entry besides its data when sizes are limited. */
    public static final int OVERHEAD_BYTES = 48;

    public Entry {
        if (index < 1 || term < 1) {
            throw new IllegalArgumentException("entry " + index + " of term " + term + ": both start at 1");
        }
    }

    /** What an entry carries. */
    public sealed interface Content {
        /** Approximate size. */
        int sizeBytes();
    }

    /**
     * Something for the state machine.
     *
     * @param request the client's name for it, empty when the client will not repeat it; commands of the same name take
     *     effect once
     * @param data what the state machine is given
     */
    public record Command(Optional<RequestId> request, Bytes data) implements Content {
        @Override
        public int sizeBytes() {
            return OVERHEAD_BYTES
                    + data.size()
                    + request.map(r -> r.text().length()).orElse(0);
        }
    }

    /** A new leader's first entry: commits what its predecessors left behind (§5.4.2, §8). */
    public record NoOp() implements Content {
        @Override
        public int sizeBytes() {
            return OVERHEAD_BYTES;
        }
    }

    /** Who belongs to the group from this entry on; in force as soon as it is in the log (thesis §4.1). */
    public record Membership(Configuration configuration) implements Content {
        @Override
        public int sizeBytes() {
            return OVERHEAD_BYTES + 256 * configuration.members().size();
        }
    }

    public int sizeBytes() {
        return content.sizeBytes();
    }
}
