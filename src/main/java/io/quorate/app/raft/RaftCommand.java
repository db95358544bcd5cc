package io.quorate.app.raft;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quorate raft …}: each of its methods is one of its commands. */
@Command(
        name = "raft",
        mixinStandardHelpOptions = true,
        description = "Shows and changes the group of nodes. Any node can be asked; the leader carries it out.",
        subcommands = RecoverCommand.class)
public final class RaftCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command runs
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows the group as one node knows it.")
    int status(
            @Mixin NodeClient node,
            @Option(names = "--json", description = "As the interface tells it.") boolean isJson)
            throws IOException, InterruptedException {
        JsonNode status = node.get("");
        return say(isJson ? status.toPrettyString() : StatusTable.of(status));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Adds a node as a learner; it votes once it has caught up. It need not run yet.")
    int add(
            @Mixin NodeClient node,
            @Parameters(paramLabel = "HOST[:PORT]", description = "Its RaftAdvertise.") String address,
            @Option(names = "--id", description = "Its NodeId, if it has one.") Optional<String> id,
            @Option(names = "--data-center", description = "Its DataCenter.") Optional<String> dataCenter,
            @Option(names = "--http", description = "Its HTTPAdvertise.") Optional<String> http)
            throws IOException, InterruptedException {
        TreeMap<String, String> body = new TreeMap<>();
        body.put("address", address);
        id.ifPresent(text -> body.put("id", text));
        dataCenter.ifPresent(text -> body.put("dataCenter", text));
        http.ifPresent(text -> body.put("httpUri", text));
        return say(node.change("POST", "/members", Optional.of(body)));
    }

    @Command(mixinStandardHelpOptions = true, description = "Removes a node.")
    int remove(@Mixin NodeClient node, @Parameters(paramLabel = "NODE") String id)
            throws IOException, InterruptedException {
        return say(node.change("DELETE", "/members/" + NodeClient.path(id), Optional.empty()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes a learner a voter.")
    int promote(@Mixin NodeClient node, @Parameters(paramLabel = "NODE") String id)
            throws IOException, InterruptedException {
        return say(node.change("POST", "/members/" + NodeClient.path(id) + "/promote", Optional.empty()));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Says how much a node is preferred as leader: leadership moves to the highest that keeps up.")
    int prefer(
            @Mixin NodeClient node,
            @Parameters(paramLabel = "NODE") String id,
            @Parameters(paramLabel = "0-100") int priority)
            throws IOException, InterruptedException {
        return say(node.change("POST", "/members/" + NodeClient.path(id) + "/priority/" + priority, Optional.empty()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes another node lead.")
    int transfer(
            @Mixin NodeClient node,
            @Parameters(arity = "0..1", paramLabel = "NODE", description = "Default: whoever has most.")
                    Optional<String> id)
            throws IOException, InterruptedException {
        String path = id.map(to -> "/transfer/" + NodeClient.path(to)).orElse("/transfer");
        return say(node.change("POST", path, Optional.empty()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes the node that is asked store its state now.")
    int snapshot(@Mixin NodeClient node) throws IOException, InterruptedException {
        return say(node.change("POST", "/snapshot", Optional.empty()));
    }

    private int say(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
