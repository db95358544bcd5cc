package io.quorate.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.model.InstanceKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration files of the demonstration's nodes: what a first user would write, and one seed. */
final class DemoConfiguration {

    private static final int USUAL_PORT = 3000;

    private DemoConfiguration() {}

    /**
     * One node's place on this machine.
     *
     * @param file its configuration
     */
    record Place(int http, int raft, Path file) {}

    /**
     * Writes the files.
     *
     * @param port where the first node's page is; 0 for the usual port, or, where that is taken, any free one
     */
    static List<Place> write(Path folder, int nodes, InstanceKey seed, int port) throws IOException {
        List<Integer> free = freePorts(2 * nodes);
        List<Integer> http = new ArrayList<>(free.subList(0, nodes));
        List<Integer> raft = free.subList(nodes, 2 * nodes);
        http.set(0, port != 0 ? port : isFree(USUAL_PORT) ? USUAL_PORT : http.get(0));
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Path own = Files.createDirectories(folder.resolve("node" + (i + 1)));
            Path file = own.resolve("quorate.conf.json");
            Map<String, Object> values = values(own, http.get(i), raft.get(i), raft, seed);
            Files.writeString(
                    file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(values));
            places.add(new Place(http.get(i), raft.get(i), file));
        }
        return places;
    }

    private static Map<String, Object> values(Path folder, int http, int raft, List<Integer> all, InstanceKey seed) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("BackendDB", "sqlite");
        values.put("SQLite3DataFile", folder.resolve("quorate.db").toString());
        values.put("ListenAddress", "127.0.0.1:" + http);
        values.put("MySQLTopologyUser", "quorate");
        values.put("MySQLTopologyPassword", "quorate");
        values.put("MySQLHostnameResolveMethod", "none");
        values.put("DiscoverySeeds", List.of(seed.toString()));
        values.put("RecoverMasterClusterFilters", List.of("*"));
        values.put("RaftEnabled", true);
        values.put("RaftDataDir", folder.resolve("raft").toString());
        values.put("RaftBind", "127.0.0.1:" + raft);
        values.put("RaftNodes", all.stream().map(port -> "127.0.0.1:" + port).toList());
        return values;
    }

    private static boolean isFree(int port) {
        try (ServerSocket usual = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return usual.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
