package io.quorate.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quorate.app.kv.KvAddresses;
import io.quorate.app.kv.KvOptions;
import io.quorate.config.Configuration;
import io.quorate.config.ConfigurationLoader;
import io.quorate.config.LoadResult;
import io.quorate.config.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate kv}: a node that keeps keys and watches nothing; takes hraftd's options. */
@Command(
        name = "kv",
        aliases = "hraftd",
        mixinStandardHelpOptions = true,
        description = "Runs a node of a key-value store that several nodes agree on; takes hraftd's options.")
final class KvCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private KvOptions options = new KvOptions();

    @Override
    public Integer call() throws IOException {
        List<String> join = options.join();
        Path folder = folder();
        Configuration configuration = configuration(folder, join);
        Node node = Node.start(configuration, Duties.KEYS_ONLY);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ServerCommand.end(node), "shutdown"));
        PeersKeeper.start(node, options.folder());
        Optional<String> failure = node.awaitEnd();
        failure.ifPresent(reason -> spec.commandLine().getErr().println("quorate: " + reason));
        return failure.isPresent() ? 1 : 0;
    }

    private Path folder() throws IOException {
        Files.createDirectories(options.folder());
        if (!options.isInMemory()) {
            return options.folder();
        }
        spec.commandLine()
                .getErr()
                .println(
                        "warning: --rmem=true: the log and the vote are lost when this node ends, and all keys when all"
                                + " nodes end; --rmem=false keeps them");
        // Ended nodes that are started anew are new nodes to the others, which admit them again.
        return ThrowAwayFolder.create("quorate-kv", () -> {}).path();
    }

    private Configuration configuration(Path folder, List<String> join) throws IOException {
        KvAddresses addresses = options.addresses();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("BackendDB", "sqlite");
        values.put("SQLite3DataFile", folder.resolve("quorate.db").toString());
        values.put("RaftEnabled", true);
        values.put("RaftDataDir", folder.toString());
        values.put("NodeId", addresses.nodeId());
        values.put("RaftBind", addresses.raft());
        values.put("HTTPAdvertise", "http://" + addresses.http());
        values.put("ListenAddress", addresses.listen());
        values.put("RaftJoin", join);
        Path file = folder.resolve("kv.conf.json");
        Files.writeString(
                file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(values));
        LoadResult result = new ConfigurationLoader(Surroundings.ofProcess()).load(file);
        return result.configuration()
                .orElseThrow(() -> new IllegalArgumentException(result.errors().toString()));
    }
}
