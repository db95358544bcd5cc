package io.quorate.model.gtid;

import java.util.Optional;
import java.util.function.Function;

/**
 * The transactions that a server has executed, received or lost, as far as global transaction ids tell. Immutable.
 *
 * <p>Two flavours exist and do not mix: {@link OracleGtidSet} is a true set, {@link MariaDbGtidSet} is a position per
 * domain that stands for all that came before it. Comparing two flavours is allowed and says "diverged"; uniting them
 * is a mistake of the caller. An empty set means "known to have none": that a server could not be asked is for the
 * caller to keep apart with an {@link Optional}.
 *
 * <p>For every a and b of one flavour: {@code b.contains(a)} exactly when {@code a.subtract(b).isEmpty()}.
 */
public sealed interface GtidSet permits OracleGtidSet, MariaDbGtidSet {

    /** The largest sequence number of a transaction, 2^63 - 2; the smallest is 1. */
    long MAX_SEQUENCE = Long.MAX_VALUE - 1;

    /**
     * Reads either flavour, telling them apart by the colon that only Oracle's form has. Blank text is the empty
     * Oracle set.
     *
     * @throws GtidSyntaxException when the text is neither
     */
    static GtidSet parse(String text) {
        boolean oracle = text.isBlank() || text.indexOf(':') >= 0;
        return oracle ? OracleGtidSet.parse(text) : MariaDbGtidSet.parse(text);
    }

    boolean isEmpty();

    /** Whether each transaction of {@code other} is in this set. True for an empty {@code other} of any flavour. */
    boolean contains(GtidSet other);

    /**
     * Transactions of either set.
     *
     * @throws IllegalArgumentException when the flavours differ and neither set is empty
     */
    GtidSet union(GtidSet other);

    /**
     * What this set has and {@code other} has not. For MariaDB the result names the last transaction in each domain
     * and server id of which {@code other} lacks something, not the range of what it lacks.
     */
    GtidSet subtract(GtidSet other);

    /** How many transactions; {@link Long#MAX_VALUE} when more than that. Gaps in MariaDB's numbers are counted. */
    long count();

    /** How many transactions of this set are not in {@code other}, counted as {@link #count()} does. */
    long countBeyond(GtidSet other);

    /** Calls the function of the own flavour. */
    <T> T fold(Function<OracleGtidSet, T> oracle, Function<MariaDbGtidSet, T> mariaDb);

    /** How this set stands to {@code other}: which of the two has everything the other has. */
    default GtidOrder order(GtidSet other) {
        return GtidOrder.of(contains(other), other.contains(this));
    }

    /** The text as the server prints it, sorted and merged; '' for the empty set. */
    @Override
    String toString();

    /** As {@link #toString()}, without line breaks: for logs, reasons and tables. */
    default String toLine() {
        return toString().replace("\n", "");
    }
}
