package io.quorate.app.raft;

import io.quorate.app.ConfigFiles;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToRaft;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quorate raft recover}: the last resort when most nodes of a group are gone for good. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description =
                "Makes a stopped node the only member of a new group, with the state that it has. For a group whose"
                        + " majority is lost for good; changes that this node never received are lost.")
final class RecoverCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private ConfigFiles configFiles = new ConfigFiles();

    @Option(
            names = "--accept-data-loss",
            description = "Do it. Without this, only what would be done, and lost, is told.")
    private boolean isAccepted;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Configuration> configuration =
                configFiles.load(spec.commandLine().getErr());
        if (configuration.isEmpty()) {
            return 1;
        }
        if (!ToRaft.isGroup(configuration.get())) {
            spec.commandLine().getErr().println("quorate: RaftEnabled is false: this node belongs to no group");
            return 1;
        }
        try (StoppedNode node = StoppedNode.open(configuration.get())) {
            out.println(node.describe());
            if (!isAccepted) {
                out.println("Nothing was changed. To go on, repeat the command with --accept-data-loss.");
                return 2;
            }
            out.println(node.foundAnew());
        }
        return 0;
    }
}
