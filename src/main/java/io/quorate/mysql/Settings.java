package io.quorate.mysql;

import io.quorate.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How servers are spoken to. One account serves for all of them.
 *
 * @param user {@code MySQLTopologyUser}
 * @param password {@code MySQLTopologyPassword}
 */
public record Settings(String user, Secret password, TimeLimits limits, Tls tls, Probing probing, Names names) {

    /** The defaults of all settings, with this account. */
    public static Settings withAccount(String user, Secret password) {
        return new Settings(user, password, TimeLimits.DEFAULT, Tls.DEFAULT, Probing.DEFAULT, Names.DEFAULT);
    }

    public Settings with(TimeLimits newLimits) {
        return new Settings(user, password, newLimits, tls, probing, names);
    }

    public Settings with(Tls newTls) {
        return new Settings(user, password, limits, newTls, probing, names);
    }

    public Settings with(Probing newProbing) {
        return new Settings(user, password, limits, tls, newProbing, names);
    }

    public Settings with(Names newNames) {
        return new Settings(user, password, limits, tls, probing, newNames);
    }

    /**
     * Nothing may take longer. All are above zero but the last.
     *
     * @param connect {@code MySQLConnectTimeoutSeconds}: TCP connection, and each step of the handshake after it
     * @param probeRead {@code MySQLDiscoveryReadTimeoutSeconds}: silence of the server within a probe
     * @param operationRead {@code MySQLTopologyReadTimeoutSeconds}: silence of the server within a changing statement
     * @param probe {@code ProbeTimeoutSeconds}: a whole probe, connecting included
     * @param connectionLifetime {@code MySQLConnectionLifetimeSeconds}: an older connection is replaced; zero for never
     */
    public record TimeLimits(
            Duration connect, Duration probeRead, Duration operationRead, Duration probe, Duration connectionLifetime) {

        public static final TimeLimits DEFAULT = new TimeLimits(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(600),
                Duration.ofSeconds(10),
                Duration.ZERO);

        public TimeLimits {
            requirePositive("MySQLConnectTimeoutSeconds", connect);
            requirePositive("MySQLDiscoveryReadTimeoutSeconds", probeRead);
            requirePositive("MySQLTopologyReadTimeoutSeconds", operationRead);
            requirePositive("ProbeTimeoutSeconds", probe);
        }

        private static void requirePositive(String key, Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException(key + ": " + value + " must be above zero");
            }
        }
    }

    /**
     * @param use {@code ALWAYS} for {@code MySQLTopologyUseMutualTLS}, {@code IF_REQUIRED} for
     *     {@code MySQLTopologyUseMixedTLS}
     * @param ca {@code MySQLTopologySSLCAFile}, PEM; the system's authorities where it is empty
     * @param certificate {@code MySQLTopologySSLCertFile}, PEM, our own with its chain
     * @param privateKey {@code MySQLTopologySSLPrivateKeyFile}, PEM, not encrypted
     * @param skipVerify {@code MySQLTopologySSLSkipVerify}: any certificate and any name will do
     */
    public record Tls(
            Use use, Optional<Path> ca, Optional<Path> certificate, Optional<Path> privateKey, boolean skipVerify) {

        /** When to encrypt. */
        public enum Use {
            NEVER,
            /** Only with servers that refuse the account without it. */
            IF_REQUIRED,
            ALWAYS
        }

        public static final Tls DEFAULT =
                new Tls(Use.IF_REQUIRED, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * What a probe asks beyond what servers know by themselves.
     *
     * @param queries only those that are configured, each with one row as its answer
     * @param trustReplicaList {@code DiscoverByShowSlaveHosts}: if the list of replicas names any, others are not
     *     looked for among the threads
     * @param skipMaxScaleCheck {@code SkipMaxScaleCheck}
     * @param dataCenter {@code DataCenterPattern}: its first group, on the host name; so the next two
     * @param region {@code RegionPattern}
     * @param environment {@code PhysicalEnvironmentPattern}
     */
    public record Probing(
            Map<Question, String> queries,
            boolean trustReplicaList,
            boolean skipMaxScaleCheck,
            Optional<Pattern> dataCenter,
            Optional<Pattern> region,
            Optional<Pattern> environment) {

        public static final Probing DEFAULT =
                new Probing(Map.of(), false, true, Optional.empty(), Optional.empty(), Optional.empty());

        public Probing {
            queries = Map.copyOf(queries);
        }

        public Probing with(Map<Question, String> newQueries) {
            return new Probing(newQueries, trustReplicaList, skipMaxScaleCheck, dataCenter, region, environment);
        }
    }

    /**
     * What servers are called.
     *
     * @param resolve {@code HostnameResolveMethod}: for every name that a server reports of another
     * @param own {@code MySQLHostnameResolveMethod}: the name under which a probed server is known
     * @param reject {@code RejectHostnameResolvePattern}: resolved names that are not believed
     * @param expiry {@code ExpiryHostnameResolvesMinutes}: how long a resolved name is believed
     * @param dnsLimit how long one question to DNS may take
     * @param defaultPort {@code DefaultInstancePort}
     */
    public record Names(
            ResolveMethod resolve,
            OwnName own,
            Optional<Pattern> reject,
            Duration expiry,
            Duration dnsLimit,
            int defaultPort) {

        /** What to make of a host name. */
        public enum ResolveMethod {
            NONE,
            /** As it is given, as with none, but what servers call themselves is remembered. */
            DEFAULT,
            /** The canonical name in DNS. */
            CNAME,
            /** The address in DNS, IPv4 if there is one. */
            IP
        }

        /** Where a server's own name comes from. */
        public enum OwnName {
            AS_CONNECTED,
            /** {@code @@hostname}. */
            HOSTNAME,
            /** {@code @@report_host}; a server without one cannot be probed. */
            REPORT_HOST
        }

        public static final Names DEFAULT = new Names(
                ResolveMethod.DEFAULT,
                OwnName.HOSTNAME,
                Optional.empty(),
                Duration.ofMinutes(60),
                Duration.ofSeconds(2),
                3306);
    }
}
