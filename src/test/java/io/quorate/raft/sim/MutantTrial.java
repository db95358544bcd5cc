package io.quorate.raft.sim;

import java.util.function.LongFunction;

/** Runs one seed against the core its class loader has; the promise that broke, or an empty text. */
public final class MutantTrial implements LongFunction<String> {

    /** As many as in {@link RaftSimulationIT}. */
    static final int CHAOS_EVENTS = 10_000;

    @Override
    public String apply(long seed) {
        return run(seed, Tampering.NONE);
    }

    static String run(long seed, Tampering tampering) {
        return SeededRun.of(seed, CHAOS_EVENTS, tampering)
                .failure()
                .map(SeededRun.Failure::promise)
                .orElse("");
    }
}
