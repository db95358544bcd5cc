package io.quorate.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.config.Configuration;
import io.quorate.config.ConfigurationLoader;
import io.quorate.config.LoadResult;
import io.quorate.config.Surroundings;
import io.quorate.model.InstanceKey;
import io.quorate.readmodel.ReadModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node in this process, on SQLite in a folder of its own, with the settings a new user has: the defaults, one seed,
 * and automatic recovery of all clusters. Closing it deletes the folder.
 */
public final class LocalNode implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, Object> settings = new TreeMap<>();
    private Node node;

    private LocalNode(Path folder, Map<String, ?> special) throws IOException {
        this.folder = folder;
        settings.put("BackendDB", "sqlite");
        settings.put("SQLite3DataFile", folder.resolve("quorate.db").toString());
        settings.put("ListenAddress", "127.0.0.1:0");
        settings.put("MySQLTopologyUser", "quorate");
        settings.put("MySQLTopologyPassword", "quorate");
        settings.put("MySQLHostnameResolveMethod", "none");
        settings.put("RecoverMasterClusterFilters", List.of("*"));
        settings.putAll(special);
        this.node = Node.start(configuration());
    }

    /** Starts one that knows of these servers only. */
    public static LocalNode watching(List<InstanceKey> seeds) {
        return watching(seeds, Map.of());
    }

    /** The same with special settings: keys of the configuration file and values as JSON has them. */
    public static LocalNode watching(List<InstanceKey> seeds, Map<String, ?> special) {
        Map<String, Object> all = new TreeMap<>(special);
        all.put("DiscoverySeeds", seeds.stream().map(InstanceKey::toString).toList());
        try {
            return new LocalNode(Files.createTempDirectory("quorate-node"), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Configuration configuration() throws IOException {
        Path file = folder.resolve("quorate.conf.json");
        JSON.writeValue(file.toFile(), settings);
        LoadResult result = new ConfigurationLoader(Surroundings.ofProcess()).load(file);
        return result.configuration()
                .orElseThrow(() -> new IllegalArgumentException(result.errors().toString()));
    }

    public ReadModel readModel() {
        return node.readModel();
    }

    /** Its HTTP port, as an operator uses it. */
    public Operator operator() {
        return new Operator(node.awaitAddress());
    }

    /** Ends it and starts it again on the same database, without any seed. */
    public void restart() {
        restart(Map.of());
    }

    /** The same with these settings besides, as when an operator changes the file and starts it anew. */
    public void restart(Map<String, ?> changed) {
        node.close();
        settings.putAll(changed);
        settings.remove("DiscoverySeeds");
        try {
            node = Node.start(configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        node.close();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
