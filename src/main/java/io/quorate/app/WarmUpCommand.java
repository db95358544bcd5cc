package io.quorate.app;

import io.quorate.config.Configuration;
import io.quorate.config.ConfigurationLoader;
import io.quorate.config.LoadResult;
import io.quorate.config.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine.Command;

/**
 * Starts a node on an empty database and a free port, asks it what a first user would, and ends. {@code bin/quorate}
 * runs it once after a build, to have the JVM note which classes a start needs.
 */
@Command(name = "warm-up", hidden = true, description = "Starts a throw-away node once; used by bin/quorate.")
final class WarmUpCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Node> running = new CopyOnWriteArrayList<>();
        ThrowAwayFolder folder = ThrowAwayFolder.create("quorate-warm-up", () -> running.forEach(Node::close));
        try (Node node = Node.start(configuration(folder.path()))) {
            running.add(node);
            InetSocketAddress address = node.awaitAddress();
            HttpClient client = HttpClient.newHttpClient();
            for (String path : List.of("/api/health", "/api/clusters-info", "/")) {
                URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
            }
        }
        return 0;
    }

    private static Configuration configuration(Path folder) throws IOException {
        Path file = folder.resolve("quorate.conf.json");
        Files.writeString(file, """
                {"BackendDB": "sqlite", "SQLite3DataFile": "%s", "ListenAddress": "127.0.0.1:0",
                 "MySQLTopologyUser": "nobody"}
                """.formatted(folder.resolve("quorate.db")));
        LoadResult result = new ConfigurationLoader(Surroundings.ofProcess()).load(file);
        return result.configuration()
                .orElseThrow(() -> new IllegalStateException(result.errors().toString()));
    }
}
