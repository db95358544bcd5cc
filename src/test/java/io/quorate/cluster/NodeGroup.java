package io.quorate.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes that were configured to be one group. All that was started ends with {@link #close}, also when the JVM is told
 * to end before.
 */
public final class NodeGroup implements AutoCloseable {

    /** JVMs that start at the same time on a busy machine need long. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(10);

    private final Network network;
    private final NodeOptions options;
    private final Path folder;
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final Thread hook = new Thread(this::endAll, "end-nodes");

    private NodeGroup(Network network, NodeOptions options, Path folder) {
        this.network = network;
        this.options = options;
        this.folder = folder;
    }

    /** Lays out nodes at all places of the network; none of them runs yet. */
    public static NodeGroup of(Network network, NodeOptions options) {
        return of(network, options, network.places().stream().map(Place::inner).toList(), Map.of());
    }

    /**
     * As {@link #of(Network, NodeOptions)}.
     *
     * @param advertised the addresses at which nodes reach each other, when those are not where they listen
     * @param data folders of nodes, by their number, that are not to be in the group's own folder
     */
    public static NodeGroup of(Network network, NodeOptions options, List<String> advertised, Map<Integer, Path> data) {
        try {
            NodeGroup group = new NodeGroup(network, options, Files.createTempDirectory("quorate-group"));
            for (int i = 0; i < network.places().size(); i++) {
                group.layOut(i, advertised, Optional.ofNullable(data.get(i)));
            }
            Runtime.getRuntime().addShutdownHook(group.hook);
            return group;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for nodes: " + e.getMessage(), e);
        }
    }

    private void layOut(int number, List<String> advertised, Optional<Path> dataFolder) throws IOException {
        Place place = network.places().get(number);
        Path own = Files.createDirectories(folder.resolve("node" + number));
        Path data = dataFolder.orElse(own.resolve("data"));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("BackendDB", text("sqlite"));
        settings.put("SQLite3DataFile", text(data.resolve("quorate.db").toString()));
        String listen = place.inner().equals(place.outer()) ? place.inner() : "";
        settings.put("ListenAddress", text(listen + ":" + network.httpPort()));
        settings.put("HTTPAdvertise", text("http://" + place.inner() + ":" + network.httpPort()));
        settings.put("RaftEnabled", "true");
        settings.put("RaftDataDir", text(data.resolve("raft").toString()));
        settings.put("DefaultRaftPort", Integer.toString(network.raftPort()));
        settings.put("RaftBind", text(place.inner()));
        settings.put("RaftAdvertise", text(advertised.get(number)));
        settings.put("RaftNodes", advertised.stream().map(NodeGroup::text).collect(Collectors.joining(", ", "[", "]")));
        settings.putAll(options.settings());
        Path configuration = own.resolve("quorate.conf.json");
        Files.writeString(
                configuration,
                settings.entrySet().stream()
                        .map(line -> "  \"" + line.getKey() + "\": " + line.getValue())
                        .collect(Collectors.joining(",\n", "{\n", "\n}\n")));
        nodes.add(new ClusterNode(
                number,
                own,
                data,
                ClusterNode.commandLine(place, options.program(), configuration),
                new InetSocketAddress(place.outer(), network.httpPort()),
                advertised.get(number)));
    }

    private static String text(String value) {
        return "\"" + value + "\"";
    }

    /** Starts all, and returns when they have a leader and all are healthy. */
    public NodeGroup start() {
        nodes.forEach(ClusterNode::start);
        awaitHealthy();
        return this;
    }

    public List<ClusterNode> nodes() {
        return List.copyOf(nodes);
    }

    public ClusterNode node(int number) {
        return nodes.get(number);
    }

    public List<ClusterNode> others(ClusterNode... excluded) {
        return nodes.stream().filter(node -> !List.of(excluded).contains(node)).toList();
    }

    /** The one that says so now. */
    public Optional<ClusterNode> leaderNow() {
        return nodes.stream().filter(ClusterNode::saysItLeads).findFirst();
    }

    /** The one that leads as soon as there is one. */
    public ClusterNode leader() {
        return leaderAmong(nodes);
    }

    /** As soon as one of these leads. */
    public ClusterNode leaderAmong(List<ClusterNode> some) {
        List<ClusterNode> found = new ArrayList<>();
        await("one of " + some + " leads", () -> {
            some.stream().filter(ClusterNode::saysItLeads).findFirst().ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    public ClusterNode aFollower() {
        return others(leader()).get(0);
    }

    /** Until there is a leader and all nodes are healthy. */
    public void awaitHealthy() {
        leader();
        await("all nodes are healthy", () -> nodes.stream().allMatch(ClusterNode::isHealthy));
    }

    /** Until it is so, or fails with what the nodes said. */
    public void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    public void await(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + patience.toSeconds() + " s in vain: " + what + "\n" + ends());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** The last lines of all nodes. */
    public String ends() {
        return nodes.stream()
                .map(node -> "--- " + node + (node.isRunning() ? "" : ", ended") + "\n" + lastLines(node.said()))
                .collect(Collectors.joining("\n"));
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(Math.max(0, lines.size() - 25), lines.size())
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n"));
    }

    private void endAll() {
        nodes.forEach(ClusterNode::end);
    }

    /** Ends all nodes and deletes what they stored. */
    @Override
    public void close() {
        endAll();
        nodes.forEach(node -> Folders.empty(node.data()));
        Folders.delete(folder);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It runs anyway.
        }
    }
}
