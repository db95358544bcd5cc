package io.quorate.raft.sim;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** One stream of chance. Each part of the world has its own, so that a change in one does not disturb the others. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed, String stream) {
        // SplittableRandom mixes its seed well, String.hashCode is specified: the same on every machine.
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + stream.hashCode());
    }

    /** With that probability. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0, below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long low, long highInclusive) {
        return low >= highInclusive ? low : random.nextLong(low, highInclusive + 1);
    }

    long any() {
        return random.nextLong();
    }

    double real(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** Mostly around the mean, sometimes several times that (exponential). */
    long around(long mean) {
        return (long) (-Math.log(1 - random.nextDouble()) * mean);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Shuffles in place. */
    void shuffle(List<?> list) {
        java.util.Collections.shuffle(list, new Random(random.nextLong()));
    }
}
