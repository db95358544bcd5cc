package io.quorate.mysql;

import com.mysql.cj.jdbc.NonRegisteringDriver;
import io.quorate.model.InstanceKey;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Opens connections: account, encryption, time limits. Shared by all gateways, safe for use by several threads. */
final class LineOpener {

    /** A stand-in: the address comes from the {@link Wire}. */
    private static final String URL = "jdbc:mysql://server:3306/";
    /** {@code --require_secure_transport=ON have been set}. */
    private static final int SECURE_TRANSPORT_REQUIRED = 3159;

    /** What the driver shall leave out, all of it costs round trips or processor time, and what it shall allow. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("allowMultiQueries", "true"),
            Map.entry("allowPublicKeyRetrieval", "true"),
            Map.entry("useInformationSchema", "false"),
            Map.entry("useLocalSessionState", "true"),
            Map.entry("elideSetAutoCommits", "true"),
            Map.entry("dontTrackOpenResources", "true"),
            Map.entry("maintainTimeStats", "false"),
            Map.entry("connectionTimeZone", "UTC"),
            Map.entry("forceConnectionTimeZoneToSession", "false"),
            Map.entry("characterEncoding", "UTF-8"),
            Map.entry("connectionAttributes", "program_name:quorate"));

    private final Settings settings;
    private final NameService names;
    private final TlsContext tls;
    private final Driver driver;
    /** Servers that took the account over an encrypted connection only. */
    private final Set<InstanceKey> needEncryption = ConcurrentHashMap.newKeySet();

    LineOpener(Settings settings, NameService names, TlsContext tls) {
        this.settings = settings;
        this.names = names;
        this.tls = tls;
        try {
            this.driver = new NonRegisteringDriver();
        } catch (SQLException e) {
            throw new IllegalStateException("The driver cannot be made", e);
        }
    }

    /**
     * Connects and logs in.
     *
     * @param readLimit how long the server may be silent afterwards
     * @param pending told of the wire before anything is sent, so that the caller can cut it
     */
    Line open(InstanceKey key, Duration readLimit, Deadline deadline, Consumer<Wire> pending)
            throws SQLException, IOException {
        List<InetAddress> found = names.addresses(key.host(), deadline.remaining());
        Attempt attempt = new Attempt(key, found, readLimit, deadline, pending);
        return switch (settings.tls().use()) {
            case NEVER -> attempt(attempt, false);
            case ALWAYS -> attempt(attempt, true);
            case IF_REQUIRED -> openMixed(attempt);
        };
    }

    private record Attempt(
            InstanceKey key,
            List<InetAddress> addresses,
            Duration readLimit,
            Deadline deadline,
            Consumer<Wire> pending) {}

    /** Only what was proven is remembered: a server that is down proves nothing. */
    private Line openMixed(Attempt attempt) throws SQLException, IOException {
        if (needEncryption.contains(attempt.key())) {
            return openRemembered(attempt);
        }
        try {
            return attempt(attempt, false);
        } catch (SQLException plain) {
            if (!Failures.isAccessDenied(plain)) {
                throw plain;
            }
            try {
                Line line = attempt(attempt, true);
                needEncryption.add(attempt.key());
                return line;
            } catch (SQLException | IOException encrypted) {
                if (plain.getErrorCode() == SECURE_TRANSPORT_REQUIRED) {
                    throw encrypted;
                }
                plain.addSuppressed(encrypted);
                throw plain;
            }
        }
    }

    private Line openRemembered(Attempt attempt) throws SQLException, IOException {
        try {
            return attempt(attempt, true);
        } catch (SQLException e) {
            needEncryption.remove(attempt.key());
            throw e;
        }
    }

    private Line attempt(Attempt attempt, boolean encrypted) throws SQLException, IOException {
        int stepMillis =
                attempt.deadline().remainingMillisUpTo(settings.limits().connect());
        Optional<Wire.Trust> trust = encrypted ? Optional.of(trust()) : Optional.empty();
        Wire wire = new Wire(attempt.key().host(), attempt.key().port(), attempt.addresses(), stepMillis, trust);
        attempt.pending().accept(wire);
        try {
            Connection connection = WireSocketFactory.connect(driver, URL, properties(stepMillis, encrypted), wire);
            return new Line(connection, wire, attempt.readLimit());
        } catch (SQLException e) {
            wire.cut();
            boolean isWithoutTls = encrypted && e.getErrorCode() == 0 && !Failures.isNetwork(e);
            throw isWithoutTls ? new SQLException(new SSLException(e.getMessage(), e)) : e;
        }
    }

    /** Files of ours that cannot be used must not look like a server that cannot be reached. */
    private Wire.Trust trust() throws SSLException {
        try {
            return tls.trust();
        } catch (IOException | GeneralSecurityException e) {
            throw new SSLException(e.getMessage(), e);
        }
    }

    private Properties properties(int stepMillis, boolean encrypted) {
        Properties properties = new Properties();
        properties.putAll(PROPERTIES);
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        properties.setProperty("socketTimeout", Integer.toString(stepMillis));
        properties.setProperty("sslMode", encrypted ? "REQUIRED" : "DISABLED");
        return properties;
    }
}
