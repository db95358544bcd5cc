package io.quorate.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One node, in a process of its own, started as {@code quorate server} is. */
final class DemoNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Plenty for four servers, so that three nodes fit on a small machine. */
    private static final String HEAP = "-Xmx96m";

    private final String name;
    private final DemoConfiguration.Place place;
    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private DemoNode(String name, DemoConfiguration.Place place, Process process) {
        this.name = name;
        this.place = place;
        this.process = process;
    }

    static DemoNode start(String name, DemoConfiguration.Place place) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx") && !option.startsWith("-agentlib"))
                .forEach(command::add);
        // What a killed node leaves there goes with the demonstration's own folder.
        command.add("-Djava.io.tmpdir=" + place.file().resolveSibling("tmp"));
        Files.createDirectories(place.file().resolveSibling("tmp"));
        command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path"), "io.quorate.app.Main"));
        command.addAll(List.of("server", "--config", place.file().toString()));
        File log = log(place).toFile();
        return new DemoNode(
                name,
                place,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start());
    }

    private static Path log(DemoConfiguration.Place place) {
        return place.file().resolveSibling("log");
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    /** Its Raft address, which is its id. */
    String id() {
        return "127.0.0.1:" + place.raft();
    }

    String page() {
        return "http://127.0.0.1:" + place.http() + "/";
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Where it tells what goes wrong. */
    Path log() {
        return log(place);
    }

    /** Whether it leads now. */
    boolean leads() throws InterruptedException {
        return status("api/leader-check") == 200;
    }

    private int status(String path) throws InterruptedException {
        try {
            return send(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What it answers; empty when it does not. */
    Optional<JsonNode> get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = send(path);
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(page() + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** With SIGKILL: it has no time to say good-bye. */
    void kill() {
        process.destroyForcibly();
    }

    /** In order, then by force; returns when it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
