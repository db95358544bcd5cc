package io.quorate.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a node is reached by the others. Names stay names: they are looked up whenever somebody connects, so that a node
 * may move.
 *
 * @param host a name or an address, without brackets
 * @param port 0 when neither the text nor {@code DefaultRaftPort} gives one
 */
public record NodeAddress(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code host}, {@code host:port}, {@code [v6]}, {@code [v6]:port} or a bare IPv6 address; empty when the text is
     * none of these.
     *
     * @param defaultPort for a text without one; 0 = none
     */
    public static Optional<NodeAddress> parse(String text, int defaultPort) {
        String address = text.strip();
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            return end < 0 ? Optional.empty() : of(address.substring(1, end), address.substring(end + 1), defaultPort);
        }
        int colon = address.indexOf(':');
        boolean isBareV6 = colon >= 0 && colon != address.lastIndexOf(':');
        return colon < 0 || isBareV6
                ? of(address, "", defaultPort)
                : of(address.substring(0, colon), address.substring(colon), defaultPort);
    }

    /** As {@link #parse}, of an entry that may name the node in front: {@code [id@]host[:port]}. */
    public static Optional<NodeAddress> ofEntry(String entry, int defaultPort) {
        int at = entry.indexOf('@');
        return at == 0 ? Optional.empty() : parse(entry.substring(at + 1), defaultPort);
    }

    private static Optional<NodeAddress> of(String host, String colonAndPort, int defaultPort) {
        boolean isHost = host.contains(":") ? HostPattern.isAddress(host) : host.matches("[^\\s/\\[\\],;@]+");
        if (!isHost || !colonAndPort.matches("|:\\d{1,5}")) {
            return Optional.empty();
        }
        int port = colonAndPort.isEmpty() ? defaultPort : Integer.parseInt(colonAndPort.substring(1));
        return port > HIGHEST_PORT
                ? Optional.empty()
                : Optional.of(new NodeAddress(host.toLowerCase(Locale.ROOT), port));
    }

    /** Whether it stands for all addresses of a machine, so that nobody can connect to it. */
    public boolean isWildcard() {
        return host.equals("*") || literal().map(InetAddress::isAnyLocalAddress).orElse(false);
    }

    /** Whether only this machine reaches it. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || literal().map(InetAddress::isLoopbackAddress).orElse(false);
    }

    /** Asks no name server. */
    private Optional<InetAddress> literal() {
        if (!HostPattern.isAddress(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** {@code host:port}, with brackets around an IPv6 address; the host alone when there is no port. */
    @Override
    public String toString() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return port == 0 ? shown : shown + ":" + port;
    }
}
