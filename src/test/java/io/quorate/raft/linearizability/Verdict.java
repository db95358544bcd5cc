package io.quorate.raft.linearizability;

import java.util.List;
import java.util.stream.Collectors;

/** What the search found. */
public sealed interface Verdict {

    /** There is an order that explains everything. */
    record Linearizable(int operations) implements Verdict {}

    /**
     * There is none.
     *
     * @param key of the register
     * @param prefix the shortest beginning of that register's history that cannot be explained, in the order of calls;
     *     what was not answered by its end counts as open
     */
    record NotLinearizable(String key, List<Operation> prefix) implements Verdict {
        public NotLinearizable {
            prefix = List.copyOf(prefix);
        }

        @Override
        public String toString() {
            return "not linearizable: key " + key + ", no order explains these " + prefix.size() + " operations:\n"
                    + prefix.stream().map(operation -> "  " + operation).collect(Collectors.joining("\n"));
        }
    }

    /** The search took more steps than it was allowed: the test leaves too many operations open at once. */
    record Undecided(String key, long steps) implements Verdict {}

    default boolean isLinearizable() {
        return this instanceof Linearizable;
    }
}
