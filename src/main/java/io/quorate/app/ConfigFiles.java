package io.quorate.app;

import io.quorate.config.Configuration;
import io.quorate.config.ConfigurationLoader;
import io.quorate.config.Finding;
import io.quorate.config.LoadResult;
import io.quorate.config.Reconfiguration;
import io.quorate.config.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option by which configuration files are named, shared by the commands that read them. */
public final class ConfigFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigFiles.class);

    @Option(
            names = {"-config", "--config", "-c"},
            paramLabel = "FILE",
            description = "Configuration file (JSON); several are laid over each other."
                    + " Without it: /etc, ./conf and . are looked through.")
    private List<Path> files = List.of();

    /** The configuration; empty after its errors were printed. Warnings are printed either way. */
    public Optional<Configuration> load(PrintWriter err) {
        LoadResult result = read();
        for (Finding finding : result.findings()) {
            err.println(finding);
        }
        err.flush();
        return result.configuration();
    }

    /**
     * Reads the files again and tells what a restart would change, or why they would not do. Every part of a running
     * node keeps the settings it was started with.
     */
    void compare(Configuration running) {
        Reconfiguration compared = Reconfiguration.of(running, read());
        if (compared instanceof Reconfiguration.Refused refused) {
            refused.findings().forEach(finding -> LOG.error("Configuration not taken over: {}", finding));
        } else if (compared instanceof Reconfiguration.Accepted accepted) {
            List<String> changed = new ArrayList<>(accepted.effective());
            changed.addAll(accepted.needRestart());
            LOG.info(
                    changed.isEmpty()
                            ? "Configuration read again: nothing has changed"
                            : "Configuration read again and in order; a restart takes over {}",
                    changed);
        }
    }

    private LoadResult read() {
        ConfigurationLoader loader = new ConfigurationLoader(Surroundings.ofProcess());
        return files.isEmpty() ? loader.loadUsualFiles() : loader.load(files);
    }
}
