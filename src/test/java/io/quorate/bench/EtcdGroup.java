package io.quorate.bench;

import io.quorate.cluster.PlainHttp;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three nodes of etcd on loopback with its default settings (each write synced), to compare with. */
final class EtcdGroup implements AutoCloseable {

    private static final int SIZE = 3;
    private static final Path PROGRAM = Path.of("/usr/bin/etcd");
    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final List<Integer> clientPorts = new ArrayList<>();
    private final List<Process> nodes = new ArrayList<>();

    private EtcdGroup() throws IOException {
        this.folder = Files.createTempDirectory("quorate-bench-etcd");
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static String version() throws IOException {
        Process process = new ProcessBuilder(PROGRAM.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("etcd");
    }

    static EtcdGroup start() throws IOException, TimeoutException {
        EtcdGroup group = new EtcdGroup();
        try {
            group.startNodes();
            Waiting.until("etcd has a leader", () -> group.leader() >= 0);
            return group;
        } catch (IOException | TimeoutException e) {
            group.close();
            throw e;
        }
    }

    private void startNodes() throws IOException {
        List<Integer> peerPorts = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            clientPorts.add(freePort());
            peerPorts.add(freePort());
        }
        String members = IntStream.range(0, SIZE)
                .mapToObj(i -> "n" + i + "=" + url(peerPorts.get(i)))
                .collect(Collectors.joining(","));
        for (int i = 0; i < SIZE; i++) {
            String client = url(clientPorts.get(i));
            String peer = url(peerPorts.get(i));
            File log = folder.resolve("log" + i).toFile();
            nodes.add(new ProcessBuilder(
                            PROGRAM.toString(),
                            "--name=n" + i,
                            "--data-dir=" + folder.resolve("n" + i),
                            "--listen-client-urls=" + client,
                            "--advertise-client-urls=" + client,
                            "--listen-peer-urls=" + peer,
                            "--initial-advertise-peer-urls=" + peer,
                            "--initial-cluster=" + members,
                            "--initial-cluster-state=new",
                            "--log-level=error")
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start());
        }
    }

    private static String url(int port) {
        return "http://" + HOST + ":" + port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The number of the leading node; negative while there is none. */
    private int leader() {
        for (int i = 0; i < SIZE; i++) {
            try (PlainHttp http = new PlainHttp(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), clientPorts.get(i)),
                    Duration.ofSeconds(2))) {
                if (http.get("/metrics").body().contains("\netcd_server_is_leader 1")) {
                    return i;
                }
            } catch (IOException notYet) {
                // The next one may answer.
            }
        }
        return -1;
    }

    int leaderPort() throws IOException {
        int leader = leader();
        if (leader < 0) {
            throw new IOException("etcd has no leader; see " + folder);
        }
        return clientPorts.get(leader);
    }

    EtcdConnection connect(int port) throws IOException {
        return new EtcdConnection(HOST, port);
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(Process::destroy);
        try {
            for (Process node : nodes) {
                if (!node.waitFor(10, TimeUnit.SECONDS)) {
                    node.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
