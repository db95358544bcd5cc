package io.quorate.app;

import io.quorate.app.raft.RaftCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code bin/quorate}. */
@Command(
        name = "quorate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Watches MySQL replication topologies and repairs them.",
        subcommands = {
            ServerCommand.class,
            KvCommand.class,
            RaftCommand.class,
            CheckConfigCommand.class,
            DemoCommand.class,
            WarmUpCommand.class
        },
        footer = {
            "",
            "To see it work at once: quorate demo --failover",
            "To watch your own servers: quorate server --config conf/quorate-sqlite.conf.json"
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /** Exit code 0 for success, 1 for a failure that was told, 2 for a command line that makes no sense. */
    public static void main(String[] arguments) {
        // JDBC drivers are named by us; looking for all of them costs time at start.
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::tell);
    }

    private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult result) {
        if (!isEnding()) {
            command.getErr().println("quorate: " + sentence(failure));
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** Whether the process was told to end, by Ctrl-C say: what breaks then does so because everything is taken down. */
    private static boolean isEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }

    /** What a person needs of an exception: its message, or its kind when it has none. */
    static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof java.util.concurrent.CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
