package io.quorate.bench;

import io.quorate.model.InstanceKey;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node started as a user starts one: {@code bin/quorate server}, in a process of its own, on SQLite. */
final class NodeProcess implements AutoCloseable {

    private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Process process;
    private final double millisToHealthy;

    private NodeProcess(List<InstanceKey> seeds) throws IOException {
        this.folder = Files.createTempDirectory("quorate-bench");
        this.port = freePort();
        Path configuration = folder.resolve("quorate.conf.json");
        String hosts = seeds.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(", "));
        Files.writeString(configuration, """
                {"BackendDB": "sqlite", "SQLite3DataFile": "%s", "ListenAddress": "127.0.0.1:%d",
                 "MySQLTopologyUser": "quorate", "MySQLTopologyPassword": "quorate",
                 "MySQLHostnameResolveMethod": "none", "DiscoverySeeds": [%s]}
                """.formatted(folder.resolve("quorate.db"), port, hosts));
        long began = System.nanoTime();
        this.process = new ProcessBuilder(script(), "server", "--config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitHealthy();
        this.millisToHealthy = (System.nanoTime() - began) / 1e6;
    }

    /** Starts one, and returns when it has answered that it is healthy. */
    static NodeProcess start(List<InstanceKey> seeds) throws IOException {
        return new NodeProcess(seeds);
    }

    private static String script() {
        return System.getProperty("quorate.home", ".") + File.separator + "bin" + File.separator + "quorate";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitHealthy() throws IOException {
        long deadline = System.nanoTime() + HEALTHY_WITHIN.toNanos();
        while (!isHealthy()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String log = Files.readString(folder.resolve("log"));
                close();
                throw new IOException("the node does not become healthy; it said:\n" + log);
            }
            Waiting.pause(Duration.ofMillis(5));
        }
    }

    private boolean isHealthy() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.getOutputStream()
                    .write("GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** From the start of the script to the first healthy answer. */
    double millisToHealthy() {
        return millisToHealthy;
    }

    /** Memory of the process that is in RAM, in MB. */
    double residentMegabytes() {
        return Machine.kilobytes("/proc/" + process.pid() + "/status", "VmRSS") / 1024.0;
    }

    /** Processor time it used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
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
