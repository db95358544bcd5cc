package io.quorate.model.gtid;

/** How one set of transactions stands to another. */
public enum GtidOrder {
    /** Both have the same transactions. */
    EQUAL,
    /** The first has all of the second, and more. */
    AHEAD,
    /** The second has all of the first, and more. */
    BEHIND,
    /** Each has something that the other lacks, or the two are of different flavours. */
    DIVERGED;

    static GtidOrder of(boolean firstHasSecond, boolean secondHasFirst) {
        if (firstHasSecond) {
            return secondHasFirst ? EQUAL : AHEAD;
        }
        return secondHasFirst ? BEHIND : DIVERGED;
    }

    /** Whether the first lacks nothing that the second has. */
    public boolean isAtLeast() {
        return this == EQUAL || this == AHEAD;
    }

    /** The same relation, told from the second's side. */
    public GtidOrder reversed() {
        return switch (this) {
            case AHEAD -> BEHIND;
            case BEHIND -> AHEAD;
            case EQUAL, DIVERGED -> this;
        };
    }
}
