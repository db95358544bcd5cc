package io.quorate.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs small programs of the system to their end. */
final class Commands {

    private Commands() {}

    /** @throws IllegalStateException with what the program said, when it fails */
    static String run(String... command) {
        Outcome outcome = outcome(command);
        if (outcome.status != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + outcome.output.strip());
        }
        return outcome.output;
    }

    /** Whether it succeeded. */
    static boolean succeeds(String... command) {
        try {
            return outcome(command).status == 0;
        } catch (UncheckedIOException missing) {
            return false;
        }
    }

    private record Outcome(int status, String output) {}

    private static Outcome outcome(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(command[0] + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command[0] + " ran", e);
        }
    }
}
