package io.quorate.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a short command of the system and collects what it prints. */
final class Shell {

    /**
     * How it ended.
     *
     * @param exitCode 0 for success; 124, as timeout(1) has it, when it had to be stopped
     * @param output both streams, in the order written
     */
    record Result(int exitCode, String output) {

        boolean isSuccess() {
            return exitCode == 0;
        }

        /** The last line, for a message. */
        String lastLine() {
            String trimmed = output.strip();
            return trimmed.substring(trimmed.lastIndexOf('\n') + 1);
        }
    }

    private Shell() {}

    static Result run(Duration atMost, Path folder, List<String> command) {
        return run(atMost, folder, Map.of(), Optional.empty(), command);
    }

    static Result run(
            Duration atMost, Path folder, Map<String, String> environment, Optional<Path> input, List<String> command) {
        try {
            Path output = Files.createTempFile("quorate-", ".out");
            try {
                return run(atMost, folder, environment, input, output, command);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Result(127, command.get(0) + ": " + e.getMessage());
        }
    }

    private static Result run(
            Duration atMost,
            Path folder,
            Map<String, String> environment,
            Optional<Path> input,
            Path output,
            List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        input.ifPresent(file -> builder.redirectInput(file.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        Process process = Launcher.start(builder);
        boolean ended = awaitEnd(process, atMost);
        String printed;
        try (InputStream in = Files.newInputStream(output)) {
            printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return ended
                ? new Result(process.exitValue(), printed)
                : new Result(124, printed + "\nstopped after " + atMost.toSeconds() + " s");
    }

    private static boolean awaitEnd(Process process, Duration atMost) {
        try {
            if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }
}
