package io.quorate.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The data directory from which each server of a version starts as a copy: made once, kept in the cache. It has the
 * sandbox's accounts, no binary log, and no server UUID.
 */
final class DataTemplate {

    private static final Duration INITIALIZES_WITHIN = Duration.ofMinutes(3);
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

    private final Path cache;
    private final Path work;
    private final Consumer<String> messages;

    DataTemplate(Path cache, Path work, Consumer<String> messages) {
        this.cache = cache;
        this.work = work;
        this.messages = messages;
    }

    /** Copies the prepared directory to where no file is yet. */
    void copyTo(Path data, Installation installation) {
        try {
            FileTree.copy(template(installation), data);
        } catch (IOException e) {
            throw new SandboxException("Cannot copy a data directory to " + data + ": " + e.getMessage(), e);
        }
    }

    /** Its name tells server version and content, so that it is made anew when one of them changes. */
    private Path template(Installation installation) throws IOException {
        int content = Accounts.statements(installation).hashCode();
        Path template = cache.resolve(
                "data-%s-%d-%08x".formatted(installation.distribution().folder(), installation.version(), content));
        if (Files.exists(template)) {
            return template;
        }
        FolderLock.holding(template, () -> {
            if (!Files.exists(template)) {
                make(template, installation);
                messages.accept("Prepared a data directory of " + installation.distribution() + " in " + template);
            }
        });
        return template;
    }

    private void make(Path template, Installation installation) throws IOException {
        Path scratch = Files.createTempDirectory(work, "data");
        Path beside = template.resolveSibling(template.getFileName() + ".new");
        try {
            ServerOptions options = new ServerOptions(installation, scratch);
            initialize(installation, options, scratch);
            addAccounts(installation, options, scratch);
            Files.deleteIfExists(scratch.resolve("data/auto.cnf"));
            FileTree.delete(beside);
            FileTree.copy(scratch.resolve("data"), beside);
            Files.move(beside, template, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(scratch);
        }
    }

    private static void initialize(Installation installation, ServerOptions options, Path scratch) throws IOException {
        Optional<Path> input = Optional.empty();
        if (installation.isMariaDb()) {
            Files.createDirectory(scratch.resolve("data"));
            input = Optional.of(Files.writeString(scratch.resolve("system.sql"), systemTables(installation)));
        }
        List<String> command = new ArrayList<>(installation.program());
        command.addAll(options.initializing());
        Shell.Result result =
                Shell.run(INITIALIZES_WITHIN, scratch, InstallationFinder.environment(installation), input, command);
        if (!result.isSuccess()) {
            throw new SandboxException(
                    installation.distribution() + " cannot make a data directory:\n" + result.output());
        }
    }

    /** What MariaDB's own installation script feeds its server, less help tables and host-specific accounts. */
    private static String systemTables(Installation installation) throws IOException {
        StringBuilder sql = new StringBuilder("create database mysql;\nuse mysql;\nSET @auth_root_socket=NULL;\n");
        for (String part : List.of("tables", "performance_tables", "tables_data")) {
            String name = part.equals("performance_tables") ? "mariadb_" + part : "mariadb_system_" + part;
            try (Stream<String> lines = Files.lines(script(installation, name), StandardCharsets.UTF_8)) {
                lines.filter(line -> !line.contains("@current_hostname"))
                        .forEach(line -> sql.append(line).append('\n'));
            }
        }
        return sql.toString();
    }

    /** Before 10.6 or so the files were called mysql_…; Debian's 10.11 still has them so. */
    private static Path script(Installation installation, String name) {
        Path file = installation.share().resolve(name + ".sql");
        return Files.exists(file) ? file : installation.share().resolve(name.replace("mariadb_", "mysql_") + ".sql");
    }

    private static void addAccounts(Installation installation, ServerOptions options, Path scratch) throws IOException {
        Path statements = scratch.resolve("accounts.sql");
        Files.writeString(statements, String.join(";\n", Accounts.statements(installation)) + ";\n");
        int port = Ports.free();
        ServerProcess server = ServerProcess.start(installation, scratch, options.preparing(port, statements));
        try {
            boolean answers = Poll.until(STARTS_WITHIN, () -> !server.isAlive() || RootConnection.answers(port));
            if (!answers || !server.isAlive()) {
                throw new SandboxException(
                        installation.distribution() + " does not take its first accounts:\n" + server.logTail());
            }
        } finally {
            server.terminate(STARTS_WITHIN);
        }
    }
}
