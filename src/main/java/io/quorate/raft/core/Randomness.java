package io.quorate.raft.core;

/** The next of a sequence of numbers that a seed determines: SplitMix64 (Steele, Lea and Flood 2014). */
final class Randomness {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private Randomness() {}

    /** The state that follows this one. */
    static long next(long state) {
        return state + GOLDEN_GAMMA;
    }

    /** The number that belongs to a state. */
    static long number(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** At least 0, below the bound. */
    static long below(long bound, long state) {
        return Long.remainderUnsigned(number(state), bound);
    }
}
