package io.quorate.raft.sim;

import io.quorate.raft.core.RaftSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a seed decides before anything happens.
 *
 * @param voters named at the foundation
 * @param spares further machines that may join
 * @param unbound how many of the voters are not yet heard of at the foundation
 * @param chaosEvents how many events happen before everything is healed
 * @param keys concurrent registers
 * @param syncMillis what a sync takes on average while the disk is not slow
 * @param loss part of the messages between nodes that vanish, if any do
 */
record Plan(
        long seed,
        int voters,
        int spares,
        int unbound,
        Set<Fault> faults,
        RaftSettings settings,
        int chaosEvents,
        int clients,
        int keys,
        int chunkBytes,
        long syncMillis,
        double loss) {

    static final Duration ELECTION_TIMEOUT = Duration.ofSeconds(1);

    Plan {
        faults = Set.copyOf(faults);
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    static Plan of(long seed, int chaosEvents) {
        Dice dice = new Dice(seed, "plan");
        int voters = dice.pick(List.of(3, 3, 3, 5, 5, 7));
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        double density = dice.real(0.1, 0.9);
        for (Fault fault : Fault.values()) {
            if (dice.chance(density)) {
                faults.add(fault);
            }
        }
        return new Plan(
                seed,
                voters,
                dice.below(3),
                dice.chance(0.3) ? dice.below((voters - 1) / 2 + 1) : 0,
                faults,
                settings(dice),
                chaosEvents,
                3 + dice.below(4),
                1 + dice.below(3),
                dice.pick(List.of(16, 16, 64, 1024)),
                dice.pick(List.of(1L, 2L, 2L, 10L, 60L)),
                dice.pick(List.of(0.02, 0.1, 0.3)));
    }

    /** Tiny limits, so that snapshots, pieces, windows and refusals happen all the time. */
    private static RaftSettings settings(Dice dice) {
        return new RaftSettings(
                ELECTION_TIMEOUT,
                ELECTION_TIMEOUT.dividedBy(10),
                ELECTION_TIMEOUT.multipliedBy(4).dividedBy(5),
                dice.chance(0.5),
                dice.pick(List.of(200, 1_000, 64_000)),
                dice.pick(List.of(1, 3, 16)),
                dice.pick(List.of(1, 4, 16)),
                dice.pick(List.of(500, 64_000)),
                dice.pick(List.of(4, 16, 64)),
                64_000,
                dice.pick(List.of(10, 10, 30)),
                64_000,
                dice.below(12));
    }
}
