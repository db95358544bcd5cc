package io.quorate.app;

import io.quorate.app.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quorate demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts a real MySQL topology and a node that watches it; nothing else to install.")
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--failover", description = "Kill the primary, show and prove the repair, and end.")
    private boolean failover;

    @Option(names = "--port", defaultValue = "0", description = "Where the page is; 3000 if that is free.")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // What matters is told in words; the log would say it twice.
        System.setProperty("QUORATE_LOG_LEVEL", "WARN");
        Path folder = Files.createTempDirectory("quorate-demo");
        // Also when the demonstration is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(folder), "demo-clean-up"));
        new Demo(spec.commandLine().getOut()).run(folder, port, failover);
        return 0;
    }

    private static void discard(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("quorate: could not delete " + folder + ": " + Main.sentence(e));
        }
    }
}
