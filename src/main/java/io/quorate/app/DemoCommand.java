package io.quorate.app;

import ch.qos.logback.classic.Level;
import io.quorate.app.demo.Demo;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quorate demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts a real MySQL topology and three nodes that watch it; nothing else to install.")
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--failover", description = "Kill the primary, show and prove the repair, and end.")
    private boolean failover;

    @Option(
            names = "--kill-leader",
            description = "Kill the leading node, with --failover at the same moment as the primary.")
    private boolean killLeader;

    @Option(names = "--port", defaultValue = "0", description = "Where the page is; 3000 if that is free.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LogLevel.setUnlessWanted(Level.WARN);
        Demo demo = new Demo(spec.commandLine().getOut());
        ThrowAwayFolder folder = ThrowAwayFolder.create("quorate-demo", demo::end);
        demo.run(folder.path(), port, new Demo.Victims(failover, killLeader));
        return 0;
    }
}
