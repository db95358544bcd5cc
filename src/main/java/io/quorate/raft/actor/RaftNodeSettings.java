package io.quorate.raft.actor;

import io.quorate.raft.core.RaftSettings;
import io.quorate.raft.core.membership.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One node of a group.
 *
 * @param node its id; stable over restarts, disks and addresses
 * @param bindHost interface to listen at
 * @param bindPort port to listen at
 * @param advertisedHost name or address at which the others reach this node; exactly what they dial
 * @param advertisedPort the port they dial
 * @param dataCenter a label; empty when not configured
 * @param httpUri where this node's HTTP is reached, for others to forward to
 * @param nodes all nodes of the group, this one included, equal on all of them; empty for a node that is alone or joins
 * @param waitToJoin with an empty log do not found a group, but wait until a group adds this node
 * @param raft times and limits of the protocol
 * @param proposalTimeout after this long without a result a proposal's outcome is told to be unknown
 * @param group names the log among others in one journal
 * @param journalPlugin configuration path of the Akka Persistence journal
 * @param snapshotPlugin of the snapshot store
 * @param dataFolder where the marker file lies; empty where the journal is not in files of this node
 * @param snapshotBytesPerSecond limit for all snapshots that are sent to others
 * @param tls certificates for the connections between nodes; without them they are in the clear
 * @param formCluster whether to form an Akka cluster, for information, once the group has a leader
 */
public record RaftNodeSettings(
        NodeId node,
        String bindHost,
        int bindPort,
        String advertisedHost,
        int advertisedPort,
        Optional<String> dataCenter,
        Optional<String> httpUri,
        List<Peer> nodes,
        boolean waitToJoin,
        RaftSettings raft,
        Duration proposalTimeout,
        String group,
        String journalPlugin,
        String snapshotPlugin,
        Optional<Path> dataFolder,
        long snapshotBytesPerSecond,
        Optional<Tls> tls,
        boolean formCluster) {

    /**
     * Mutual TLS 1.3 between nodes. The files are read again when they change.
     *
     * @param certificate PEM file: this node's certificate and what is between it and the authority's
     * @param privateKey PEM file, PKCS #8, not encrypted
     * @param authority PEM file: certificates of those who may sign a peer's certificate
     */
    public record Tls(Path certificate, Path privateKey, Path authority) {}

    /** Labels of a member that the shell reads and writes. */
    public static final String ADDRESS = "address";

    public static final String HTTP_URI = "httpUri";
    public static final String DATA_CENTER = "dataCenter";

    public RaftNodeSettings {
        nodes = nodes.stream().sorted().toList();
        if (nodes.stream().map(Peer::id).distinct().count() != nodes.size()) {
            throw new IllegalArgumentException("the list of nodes names one twice: " + nodes);
        }
    }

    /** A node on the given address with the usual times; the id is the address. */
    public static RaftNodeSettings at(String host, int port, List<String> nodes) {
        return new RaftNodeSettings(
                new NodeId(host + ":" + port),
                host,
                port,
                host,
                port,
                Optional.empty(),
                Optional.empty(),
                nodes.stream().map(Peer::of).toList(),
                false,
                RaftSettings.of(Duration.ofSeconds(1)),
                Duration.ofSeconds(10),
                "quorate",
                "quorate.journal",
                "quorate.snapshot-store",
                Optional.empty(),
                20L * 1024 * 1024,
                Optional.empty(),
                false);
    }

    /** {@code host:port} at which the others reach this node. */
    public String address() {
        return advertisedHost + ":" + advertisedPort;
    }

    /** This node is all there is, and may begin alone. */
    public boolean isAlone() {
        return !waitToJoin && nodes.stream().allMatch(peer -> peer.id().equals(node));
    }

    /** What this node says about itself. */
    public SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(ADDRESS, address());
        httpUri.ifPresent(uri -> labels.put(HTTP_URI, uri));
        dataCenter.ifPresent(center -> labels.put(DATA_CENTER, center));
        return labels;
    }

    public RaftNodeSettings withRaft(RaftSettings other) {
        return changed(draft -> draft.raft = other);
    }

    /** With an empty log it waits to be let in. */
    public RaftNodeSettings waiting() {
        return changed(draft -> draft.waitToJoin = true);
    }

    public RaftNodeSettings withNode(NodeId other) {
        return changed(draft -> draft.node = other);
    }

    public RaftNodeSettings withTls(Tls files) {
        return changed(draft -> draft.tls = Optional.of(files));
    }

    public RaftNodeSettings withDataFolder(Path folder) {
        return changed(draft -> draft.dataFolder = Optional.of(folder));
    }

    public RaftNodeSettings formingCluster() {
        return changed(draft -> draft.formCluster = true);
    }

    private RaftNodeSettings changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settled();
    }

    /** A copy in which single settings can be replaced; those that nobody replaces stay in {@code from}. */
    private static final class Draft {
        private final RaftNodeSettings from;
        private NodeId node;
        private boolean waitToJoin;
        private RaftSettings raft;
        private Optional<Path> dataFolder;
        private Optional<Tls> tls;
        private boolean formCluster;

        Draft(RaftNodeSettings from) {
            this.from = from;
            this.node = from.node;
            this.waitToJoin = from.waitToJoin;
            this.raft = from.raft;
            this.dataFolder = from.dataFolder;
            this.tls = from.tls;
            this.formCluster = from.formCluster;
        }

        RaftNodeSettings settled() {
            return new RaftNodeSettings(
                    node,
                    from.bindHost,
                    from.bindPort,
                    from.advertisedHost,
                    from.advertisedPort,
                    from.dataCenter,
                    from.httpUri,
                    from.nodes,
                    waitToJoin,
                    raft,
                    from.proposalTimeout,
                    from.group,
                    from.journalPlugin,
                    from.snapshotPlugin,
                    dataFolder,
                    from.snapshotBytesPerSecond,
                    tls,
                    formCluster);
        }
    }
}
