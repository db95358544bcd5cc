package io.quorate.app.demo;

import io.quorate.config.Configuration;
import io.quorate.config.ConfigurationLoader;
import io.quorate.config.LoadResult;
import io.quorate.config.Surroundings;
import io.quorate.model.InstanceKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of the demonstration's node: what a first user would write, and one seed. */
final class DemoConfiguration {

    private static final int USUAL_PORT = 3000;

    private DemoConfiguration() {}

    /**
     * Written to a file and read from it, as a user's is.
     *
     * @param port where to listen; 0 for the usual port, or, where that is taken, any free one
     */
    static Configuration write(Path folder, InstanceKey seed, int port) throws IOException {
        Path file = folder.resolve("quorate.conf.json");
        Files.writeString(file, """
                {
                  "BackendDB": "sqlite",
                  "SQLite3DataFile": "%s",
                  "ListenAddress": "127.0.0.1:%d",
                  "MySQLTopologyUser": "quorate",
                  "MySQLTopologyPassword": "quorate",
                  "MySQLHostnameResolveMethod": "none",
                  "DiscoverySeeds": ["%s"],
                  "RecoverMasterClusterFilters": ["*"]
                }
                """.formatted(folder.resolve("quorate.db"), port == 0 ? freePort() : port, seed));
        LoadResult result = new ConfigurationLoader(Surroundings.ofProcess()).load(file);
        return result.configuration()
                .orElseThrow(
                        () -> new DemoFailed("the demonstration's own configuration is not good: " + result.errors()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket usual = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return usual.getLocalPort();
        } catch (IOException taken) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return any.getLocalPort();
            }
        }
    }
}
