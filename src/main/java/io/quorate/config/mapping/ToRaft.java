package io.quorate.config.mapping;

import io.quorate.config.Configuration;
import io.quorate.config.NodeAddress;
import io.quorate.raft.actor.Peer;
import io.quorate.raft.actor.RaftNodeSettings;
import io.quorate.raft.core.RaftSettings;
import io.quorate.raft.core.membership.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** This node's place in its group. */
public final class ToRaft {

    private static final String GROUP = "quorate";
    private static final Duration PROPOSAL_TIMEOUT = Duration.ofSeconds(10);
    private static final long SNAPSHOT_BYTES_PER_SECOND = 20L * 1024 * 1024;

    private ToRaft() {}

    /** Whether the log is kept by several nodes. */
    public static boolean isGroup(Configuration c) {
        return c.text("LogMode").equals("raft");
    }

    public static RaftNodeSettings settings(Configuration c) {
        NodeAddress bind = address(c.text("RaftBind"), c);
        NodeAddress advertised = advertised(c);
        NodeId id = new NodeId(c.text("NodeId"));
        List<Peer> peers = peers(c);
        return new RaftNodeSettings(
                id,
                bind.host(),
                bind.port(),
                bracketed(advertised.host()),
                advertised.port(),
                c.optionalText("DataCenter"),
                httpUri(c),
                peers,
                !c.texts("RaftJoin").isEmpty(),
                times(c),
                PROPOSAL_TIMEOUT,
                GROUP,
                "quorate.journal",
                "quorate.snapshot-store",
                c.text("BackendDB").equals("sqlite") ? Optional.of(folder(c)) : Optional.empty(),
                SNAPSHOT_BYTES_PER_SECOND,
                tls(c),
                true);
    }

    /** {@code RaftDataDir}. */
    public static Path folder(Configuration c) {
        return Path.of(c.text("RaftDataDir")).toAbsolutePath();
    }

    /** At which others reach this node. */
    public static NodeAddress advertised(Configuration c) {
        return address(c.text("RaftAdvertise"), c);
    }

    private static List<Peer> peers(Configuration c) {
        List<Peer> listed =
                c.texts("RaftNodes").stream().map(entry -> peer(entry, c)).toList();
        return listed.isEmpty() && c.texts("RaftJoin").isEmpty()
                ? List.of(new Peer(new NodeId(c.text("NodeId")), advertised(c).toString()))
                : listed;
    }

    /** {@code [id@]host[:port]}. */
    private static Peer peer(String entry, Configuration c) {
        int at = entry.indexOf('@');
        String address = address(entry.substring(at + 1), c).toString();
        return at < 0 ? Peer.of(address) : new Peer(new NodeId(entry.substring(0, at)), address);
    }

    private static RaftSettings times(Configuration c) {
        RaftSettings usual = RaftSettings.of(c.duration("RaftElectionTimeoutMillis"));
        return new RaftSettings(
                usual.electionTimeout(),
                c.integer("RaftHeartbeatMillis") == 0 ? usual.heartbeat() : c.duration("RaftHeartbeatMillis"),
                usual.giveUp(),
                usual.leaseReads(),
                usual.maxAppendBytes(),
                usual.maxAppendEntries(),
                usual.maxInflightMessages(),
                usual.maxInflightBytes(),
                usual.maxPendingProposals(),
                usual.maxPendingBytes(),
                c.integer("RaftSnapshotEntries"),
                c.integer("RaftSnapshotBytes"),
                c.integer("RaftKeepEntries"));
    }

    /** Given, or made of the host that others dial and the port that HTTP listens at; empty while that is not chosen. */
    private static Optional<String> httpUri(Configuration c) {
        if (!c.text("HTTPAdvertise").isEmpty()) {
            return c.optionalText("HTTPAdvertise");
        }
        int port = ToHttp.port(c);
        return port == 0
                ? Optional.empty()
                : Optional.of("http://" + bracketed(advertised(c).host()) + ":" + port);
    }

    private static Optional<RaftNodeSettings.Tls> tls(Configuration c) {
        if (!c.flag("RaftTLSEnabled")) {
            return Optional.empty();
        }
        return Optional.of(new RaftNodeSettings.Tls(file("CertFile", c), file("PrivateKeyFile", c), file("CAFile", c)));
    }

    private static Path file(String part, Configuration c) {
        return Path.of(c.optionalText("RaftTLS" + part).orElseGet(() -> c.text("SSL" + part)));
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static NodeAddress address(String text, Configuration c) {
        return NodeAddress.parse(text, c.integer("DefaultRaftPort"))
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no address of a node"));
    }
}
