package io.quorate.app;

import io.quorate.config.Configuration;
import io.quorate.config.ConfigurationLoader;
import io.quorate.config.Finding;
import io.quorate.config.LoadResult;
import io.quorate.config.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option by which configuration files are named, shared by the commands that read them. */
final class ConfigFiles {

    @Option(
            names = {"-config", "--config", "-c"},
            paramLabel = "FILE",
            description = "Configuration file (JSON); several are laid over each other."
                    + " Without it: /etc, ./conf and . are looked through.")
    private List<Path> files = List.of();

    /** The configuration; empty after its errors were printed. Warnings are printed either way. */
    Optional<Configuration> load(PrintWriter err) {
        ConfigurationLoader loader = new ConfigurationLoader(Surroundings.ofProcess());
        LoadResult result = files.isEmpty() ? loader.loadUsualFiles() : loader.load(files);
        for (Finding finding : result.findings()) {
            err.println(finding);
        }
        err.flush();
        return result.configuration();
    }
}
