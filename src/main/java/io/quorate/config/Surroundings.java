package io.quorate.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the reading of a configuration depends on besides the files themselves.
 *
 * @param workingDirectory the directory that relative paths start from
 * @param systemDirectory {@code /etc}
 * @param variables the environment of the process
 */
public record Surroundings(Path workingDirectory, Path systemDirectory, Map<String, String> variables) {

    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(Path.of(""), Path.of("/etc"), System.getenv());
    }

    /** The environment may hold secrets and is not shown. */
    @Override
    public String toString() {
        return "Surroundings[" + workingDirectory + ", " + systemDirectory + "]";
    }
}
