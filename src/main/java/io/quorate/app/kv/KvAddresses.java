package io.quorate.app.kv;

import java.util.Optional;
import java.util.Set;

/**
 * Where a node listens, worked out from what hraftd's options leave open: each address follows from the other, a thousand
 * ports apart, and a host that stands for this machine is this machine's own address.
 *
 * @param http {@code host:port} at which others reach its HTTP
 * @param raft {@code host:port} at which the nodes reach it
 * @param listen where HTTP listens: on all addresses if the host was left open
 */
public record KvAddresses(String http, String raft, String listen) {

    private static final int HTTP_PORT = 11_000;
    private static final int APART = 1_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> LOCAL = Set.of("", "127.0.0.1", "localhost", "0.0.0.0", "[::]", "[::1]");

    /**
     * Works them out.
     *
     * @param own this machine's address
     * @throws IllegalArgumentException with a sentence when an option makes no sense
     */
    public static KvAddresses of(Optional<String> http, Optional<String> raft, String own) {
        int httpPort = http.map(address -> port("--haddr", address))
                .orElseGet(() ->
                        raft.map(address -> port("--raddr", address) - APART).orElse(HTTP_PORT));
        int raftPort = raft.map(address -> port("--raddr", address)).orElse(httpPort + APART);
        if (httpPort < 1) {
            throw new IllegalArgumentException("--raddr " + raft.get() + " leaves no port for HTTP, which would be "
                    + httpPort + "; give --haddr too");
        }
        if (raftPort > HIGHEST_PORT) {
            throw new IllegalArgumentException("--haddr " + http.get() + " leaves no port for Raft, which would be "
                    + raftPort + "; give --raddr too");
        }
        String httpHost = http.map(KvAddresses::host)
                .or(() -> raft.map(KvAddresses::host))
                .orElse("");
        String raftHost = raft.map(KvAddresses::host).orElse(httpHost);
        boolean isOpen = isLocal(httpHost, own);
        return new KvAddresses(
                (isOpen ? own : httpHost) + ":" + httpPort,
                (isLocal(raftHost, own) ? own : raftHost) + ":" + raftPort,
                (isOpen ? "" : httpHost) + ":" + httpPort);
    }

    /** hraftd's name for a node: both addresses, so that one finds the other. */
    public String nodeId() {
        return http + "," + raft;
    }

    /** Whether an entry of {@code --rjoin} means this node itself. */
    public boolean isSelf(String entry, String own) {
        return entry.equals(http) || (port("--rjoin", entry) == port("--haddr", http) && isLocal(host(entry), own));
    }

    /** An entry of {@code --rjoin} with its host filled in. */
    public static String filled(String entry, String own) {
        return (host(entry).isEmpty() ? own : host(entry)) + ":" + port("--rjoin", entry);
    }

    private static boolean isLocal(String host, String own) {
        return LOCAL.contains(host) || host.equals(own);
    }

    private static String host(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    private static int port(String option, String address) {
        String digits = address.substring(address.lastIndexOf(':') + 1);
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > HIGHEST_PORT || Integer.parseInt(digits) < 1) {
            throw new IllegalArgumentException(option + " is \"" + address + "\"; expected host:port or :port");
        }
        return Integer.parseInt(digits);
    }
}
