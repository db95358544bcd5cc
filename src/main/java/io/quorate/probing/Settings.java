package io.quorate.probing;

import java.time.Duration;

/**
 * The rhythms of probing.
 *
 * @param pollPeriod between two full probes of a server ({@code InstancePollSeconds})
 * @param pulsePeriod between two pulses of a server that others replicate from ({@code PulseMilliseconds})
 * @param pulseTimeout how long a pulse may take, connecting included ({@code PulseTimeoutMilliseconds})
 * @param probeTimeout how long a full probe of a pulsed server may take before the server counts as not answering;
 *     others get what the gateway allows
 * @param eagerRetries how many times a pulsed server that fails is tried again at the pulse rhythm before the poll
 *     rhythm is enough
 */
public record Settings(
        Duration pollPeriod, Duration pulsePeriod, Duration pulseTimeout, Duration probeTimeout, int eagerRetries) {

    public static final Settings DEFAULT = new Settings(
            Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1000), 300);

    public Settings {
        requirePositive("InstancePollSeconds", pollPeriod);
        requirePositive("PulseMilliseconds", pulsePeriod);
        requirePositive("PulseTimeoutMilliseconds", pulseTimeout);
        requirePositive("the probe time-out", probeTimeout);
    }

    private static void requirePositive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " must be above 0, not " + value);
        }
    }
}
