package io.quorate.app;

import io.quorate.config.Configuration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quorate server}: runs a node until it is told to end. {@code http} is the old systems' word for it. */
@Command(
        name = "server",
        aliases = "http",
        mixinStandardHelpOptions = true,
        description = "Runs a node: watches, answers, repairs.")
final class ServerCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private ConfigFiles configFiles = new ConfigFiles();

    @Override
    public Integer call() {
        Optional<Configuration> configuration =
                configFiles.load(spec.commandLine().getErr());
        if (configuration.isEmpty()) {
            return 1;
        }
        Node node = Node.start(configuration.get());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(node), "shutdown"));
        HangUp.on(() -> configFiles.compare(configuration.get()));
        Optional<String> failure = node.awaitEnd();
        failure.ifPresent(reason -> spec.commandLine().getErr().println("quorate: " + reason));
        return failure.isPresent() ? 1 : 0;
    }

    /** A node that ended in order because it was told to has not failed, whatever the signal's number says. */
    static void end(Node node) {
        boolean isAsked = !node.hasFailed();
        node.close();
        if (isAsked) {
            Runtime.getRuntime().halt(0);
        }
    }
}
