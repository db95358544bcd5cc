package io.quorate.model;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How far a replica is behind its source, as the replica itself reports it; whole seconds, never negative.
 *
 * <p>Unknown while a replication thread is stopped or when never probed, which is not the same as zero.
 *
 * <p>Source: MySQL manual, SHOW REPLICA STATUS, Seconds_Behind_Source (MariaDB: Seconds_Behind_Master), or the
 * configured {@code ReplicationLagQuery}.
 */
public final class ReplicationLag {

    /** The server does not tell. */
    public static final ReplicationLag UNKNOWN = new ReplicationLag(Optional.empty());

    private final Optional<Duration> value;

    private ReplicationLag(Optional<Duration> value) {
        this.value = value;
    }

    /** A lag the server told; negative numbers, which clocks that disagree produce, count as zero. */
    public static ReplicationLag ofSeconds(long seconds) {
        return new ReplicationLag(Optional.of(Duration.ofSeconds(Math.max(0, seconds))));
    }

    /** The one answer or the other: the caller cannot forget the unknown case. */
    public <T> T fold(Function<Duration, T> known, Supplier<T> unknown) {
        return value.isPresent() ? known.apply(value.get()) : unknown.get();
    }

    public boolean isKnown() {
        return value.isPresent();
    }

    /** The seconds, empty when unknown. */
    public Optional<Long> seconds() {
        return value.map(Duration::toSeconds);
    }

    /** Whether it is known and longer than the limit. */
    public boolean isKnownToExceed(Duration limit) {
        return value.isPresent() && value.get().compareTo(limit) > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplicationLag lag && lag.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return fold(lag -> lag.toSeconds() + "s", () -> "unknown");
    }
}
