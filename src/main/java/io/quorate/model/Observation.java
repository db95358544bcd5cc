package io.quorate.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All this node knows of one server at first hand: its last good probe and how the latest attempts went.
 *
 * @param instance the last good probe; empty for a server known by name only (a seed, a source nobody could reach)
 * @param lastAttempted when the latest probe began, be it still under way
 * @param lastChecked when the latest probe ended, good or bad
 * @param lastSeen when the last good probe <em>began</em>: nothing it says is younger than that
 * @param partialSuccess whether the latest bad probe at least connected and read the server's variables
 * @param failure why the latest probe failed; empty when it was good
 * @param failingSince when the first of the latest unbroken row of bad probes or missed pulses began
 * @param failedAttempts how many bad probes and missed pulses that row has; 0 after a good probe
 * @param latency how long the last good probe took
 */
public record Observation(
        InstanceKey key,
        Optional<Instance> instance,
        Optional<Instant> lastAttempted,
        Optional<Instant> lastChecked,
        Optional<Instant> lastSeen,
        boolean partialSuccess,
        Optional<ProbeFailure> failure,
        Optional<Instant> failingSince,
        int failedAttempts,
        Duration latency) {

    /** A server that was named but never probed. */
    public static Observation unprobed(InstanceKey key) {
        return new Observation(
                key,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                Duration.ZERO);
    }

    /** After a good probe. */
    public Observation seen(Instance newInstance, Instant began, Instant ended) {
        return new Observation(
                key,
                Optional.of(newInstance),
                Optional.of(began),
                Optional.of(ended),
                Optional.of(began),
                true,
                Optional.empty(),
                Optional.empty(),
                0,
                Duration.between(began, ended));
    }

    /** After a failed probe or a missed pulse. */
    public Observation failed(ProbeFailure why, Instant began, Instant ended) {
        return new Observation(
                key,
                instance,
                Optional.of(began),
                Optional.of(ended),
                lastSeen,
                why.isPartial(),
                Optional.of(why),
                failingSince.isPresent() ? failingSince : Optional.of(began),
                failedAttempts + 1,
                latency);
    }

    /** The same, with what was worked out about the instance since. */
    public Observation with(Instance worked) {
        return new Observation(
                key,
                Optional.of(worked),
                lastAttempted,
                lastChecked,
                lastSeen,
                partialSuccess,
                failure,
                failingSince,
                failedAttempts,
                latency);
    }

    /** The same, filed under the name the server goes by. */
    public Observation under(InstanceKey name) {
        return new Observation(
                name,
                instance,
                lastAttempted,
                lastChecked,
                lastSeen,
                partialSuccess,
                failure,
                failingSince,
                failedAttempts,
                latency);
    }

    /** While a probe is under way. */
    public Observation attempted(Instant began) {
        return new Observation(
                key,
                instance,
                Optional.of(began),
                lastChecked,
                lastSeen,
                partialSuccess,
                failure,
                failingSince,
                failedAttempts,
                latency);
    }

    /** Whether the latest ended probe was a good one. */
    public boolean isLastCheckValid() {
        return instance.isPresent() && lastChecked.isPresent() && failure.isEmpty();
    }

    /** Whether a probe ended within the span before now. */
    public boolean isCheckedWithin(Duration span, Instant now) {
        return lastChecked
                .map(at -> Duration.between(at, now).compareTo(span) <= 0)
                .orElse(false);
    }

    /** As {@link Instance#above()} of the last good probe. */
    public Optional<InstanceKey> above() {
        return instance.flatMap(Instance::above);
    }
}
