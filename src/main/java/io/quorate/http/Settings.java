package io.quorate.http;

import io.quorate.model.ClusterFilter;
import io.quorate.model.InstanceKey;
import io.quorate.model.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * How the HTTP surface listens and what it shows.
 *
 * @param listenHost address to bind; empty for all ({@code ListenAddress} before the colon)
 * @param listenPort 0 lets the system choose
 * @param urlPrefix empty, or with one leading and no trailing slash ({@code URLPrefix})
 * @param statusEndpoint a further path of the status check, taken literally; {@code /api/status} is the one every node
 *     has ({@code StatusEndpoint})
 * @param defaultPort of a server named without one ({@code DefaultInstancePort})
 * @param forgetFor how long a forgotten server is not discovered again as a neighbour
 */
public record Settings(
        String listenHost,
        int listenPort,
        String urlPrefix,
        String statusEndpoint,
        Authentication authentication,
        Thresholds thresholds,
        int defaultPort,
        Duration forgetFor,
        Filters filters) {

    /** The status path under the prefix. */
    public static final String STATUS = "/api/status";

    public Settings {
        if (listenPort < 0 || listenPort > 65_535) {
            throw new IllegalArgumentException("ListenAddress: port " + listenPort + " is not between 0 and 65535");
        }
        if (!urlPrefix.isEmpty() && (!urlPrefix.startsWith("/") || urlPrefix.endsWith("/"))) {
            throw new IllegalArgumentException("URLPrefix: '" + urlPrefix + "' must start and not end with a slash");
        }
    }

    /** Which clusters are recovered without being asked, and what is left out of the problems list. */
    public record Filters(
            ClusterFilter recoverPrimary,
            ClusterFilter recoverIntermediate,
            List<String> recoveryIgnoreHosts,
            Predicate<InstanceKey> hidesProblem) {

        public static final Filters NONE =
                new Filters(ClusterFilter.of(List.of()), ClusterFilter.of(List.of()), List.of(), key -> false);
    }

    /** Everything at its default, on this port of the loopback interface. */
    public static Settings onLoopback(int port) {
        return new Settings(
                "127.0.0.1",
                port,
                "",
                STATUS,
                Authentication.NONE,
                Thresholds.DEFAULTS,
                InstanceKey.DEFAULT_PORT,
                Thresholds.DEFAULTS.pollPeriod().multipliedBy(3),
                Filters.NONE);
    }
}
