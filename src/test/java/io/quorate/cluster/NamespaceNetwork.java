package io.quorate.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Places that are network namespaces, each with two links: one to a bridge over which nodes talk to each other, one to a
 * bridge at which this process and all clients are. Cutting the first leaves a node with its clients, but without its
 * peers. What is cut vanishes silently: no connection is reset, no link goes down.
 *
 * <p>All names carry this process's id; what a process that died left behind is removed by the next one.
 */
public final class NamespaceNetwork implements Network {

    private static final String NOBODY = "02:00:00:00:00:01";
    private static final int HTTP_PORT = 3000;
    private static final int RAFT_PORT = 10008;

    private final String name = "q" + ProcessHandle.current().pid();
    private final String subnet = subnet();
    private final List<Place> places;
    private final Thread hook = new Thread(this::remove, "remove-namespaces");

    private NamespaceNetwork(int size) {
        this.places = IntStream.rangeClosed(1, size)
                .mapToObj(i -> new Place(inner(i), outer(i), List.of("ip", "netns", "exec", namespace(i))))
                .toList();
    }

    /** Why there can be none on this machine, in one line; empty when there can. */
    public static Optional<String> unavailable() {
        String probe = "q" + ProcessHandle.current().pid() + "probe";
        if (!Commands.succeeds("ip", "netns", "add", probe)) {
            return Optional.of("network namespaces are not allowed here (ip netns add fails; root is needed)");
        }
        Commands.run("ip", "netns", "del", probe);
        return Optional.empty();
    }

    /** Makes it: no two at a time in one process. */
    public static NamespaceNetwork open(int size) {
        removeLeftOvers();
        NamespaceNetwork network = new NamespaceNetwork(size);
        Runtime.getRuntime().addShutdownHook(network.hook);
        try {
            network.make();
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static String subnet() {
        long pid = ProcessHandle.current().pid();
        return "10." + (200 + pid / 125 % 50) + "." + 2 * (pid % 125);
    }

    private String inner(int node) {
        return subnet + "." + node;
    }

    private String outer(int node) {
        return subnet + "." + (128 + node);
    }

    private String namespace(int node) {
        return name + "n" + node;
    }

    private String innerPort(int node) {
        return name + "i" + node;
    }

    private String outerPort(int node) {
        return name + "o" + node;
    }

    private String bridge() {
        return name + "b";
    }

    /** Where nodes are put that are cut off together. */
    private String island() {
        return name + "c";
    }

    private String clientsBridge() {
        return name + "d";
    }

    private void make() {
        for (String bridge : List.of(bridge(), island(), clientsBridge())) {
            Commands.run("ip", "link", "add", bridge, "type", "bridge");
            Commands.run("ip", "link", "set", bridge, "up");
        }
        Commands.run("ip", "addr", "add", subnet + ".254/25", "dev", clientsBridge());
        for (int node = 1; node <= places.size(); node++) {
            Commands.run("ip", "netns", "add", namespace(node));
            inside(node, "link", "set", "lo", "up");
            link(node, innerPort(node), "eth0", inner(node), bridge());
            link(node, outerPort(node), "eth1", outer(node), clientsBridge());
        }
    }

    private void link(int node, String port, String device, String address, String bridge) {
        Commands.run("ip", "link", "add", port, "type", "veth", "peer", "name", device, "netns", namespace(node));
        Commands.run("ip", "link", "set", port, "master", bridge);
        Commands.run("ip", "link", "set", port, "up");
        inside(node, "addr", "add", address + "/25", "dev", device);
        inside(node, "link", "set", device, "up");
    }

    private void inside(int node, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "-n", namespace(node)));
        whole.addAll(Arrays.asList(command));
        Commands.run(whole.toArray(String[]::new));
    }

    /** Parts these nodes (counted from 0) from the others; among themselves they stay connected. */
    public void split(int... nodes) {
        for (int node : nodes) {
            Commands.run("ip", "link", "set", innerPort(node + 1), "master", island());
        }
    }

    /** What one node sends to another (counted from 0) vanishes from now on; the way back stays. */
    public void cutOneWay(int from, int to) {
        inside(from + 1, "neigh", "replace", inner(to + 1), "lladdr", NOBODY, "dev", "eth0", "nud", "permanent");
    }

    /** Undoes all cuts. */
    public void heal() {
        for (int node = 1; node <= places.size(); node++) {
            Commands.run("ip", "link", "set", innerPort(node), "master", bridge());
            inside(node, "neigh", "flush", "dev", "eth0", "nud", "permanent");
        }
    }

    /** Bytes that a node has sent to and received from the others so far, headers of Ethernet included. */
    public long innerBytes(int node) {
        return counter(node, "rx_bytes") + counter(node, "tx_bytes");
    }

    private long counter(int node, String name) {
        return Long.parseLong(Commands.run("cat", "/sys/class/net/" + innerPort(node + 1) + "/statistics/" + name)
                .strip());
    }

    @Override
    public List<Place> places() {
        return places;
    }

    @Override
    public int httpPort() {
        return HTTP_PORT;
    }

    @Override
    public int raftPort() {
        return RAFT_PORT;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It runs anyway.
        }
    }

    private void remove() {
        remove(name);
    }

    /** Links go with their namespaces; both go as far as they are there. */
    private static void remove(String owner) {
        for (String line : Commands.run("ip", "netns", "list").split("\n")) {
            String namespace = line.split(" ")[0];
            if (namespace.startsWith(owner + "n")) {
                Commands.succeeds("ip", "netns", "del", namespace);
            }
        }
        for (String bridge : List.of("b", "c", "d")) {
            Commands.succeeds("ip", "link", "del", owner + bridge);
        }
    }

    private static void removeLeftOvers() {
        for (String line : Commands.run("ip", "netns", "list").split("\n")) {
            if (line.matches("q\\d+n\\d.*")) {
                String owner = line.substring(0, line.indexOf('n'));
                if (ProcessHandle.of(Long.parseLong(owner.substring(1))).isEmpty()) {
                    remove(owner);
                }
            }
        }
    }
}
