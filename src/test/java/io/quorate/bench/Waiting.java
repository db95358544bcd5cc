package io.quorate.bench;

import io.quorate.model.Member;
import io.quorate.readmodel.ReadModel;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has to be true before something can be measured. */
final class Waiting {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Waiting() {}

    /** Asks until the answer is yes. */
    static void until(String what, BooleanSupplier condition) throws TimeoutException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("waited " + LIMIT.toSeconds() + " s in vain: " + what);
            }
            pause(PAUSE);
        }
    }

    /** Until the node sees one cluster of a primary and so many replicas, all of them well. */
    static void untilDiscovered(ReadModel readModel, int replicas) throws TimeoutException {
        until(
                "discovery",
                () -> readModel.view().clusters().stream()
                        .anyMatch(cluster -> cluster.size() == replicas + 1
                                && cluster.topology().members().stream().allMatch(Member::isLastCheckValid)
                                && cluster.topology().members().stream()
                                                .filter(Member::isReplicating)
                                                .count()
                                        == replicas));
    }

    static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
