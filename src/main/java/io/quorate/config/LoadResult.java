package io.quorate.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of reading a configuration.
 *
 * @param configuration present if, and only if, no finding is an error
 * @param findings everything there is to say, by file and line
 * @param files the files read, in order; empty when there was none and the defaults hold
 */
public record LoadResult(Optional<Configuration> configuration, List<Finding> findings, List<Path> files) {

    public LoadResult {
        findings = List.copyOf(findings);
        files = List.copyOf(files);
    }

    /** What makes the configuration unusable. */
    public List<Finding> errors() {
        return findings.stream().filter(Finding::isError).toList();
    }

    /** What deserves a line in the log at start-up. */
    public List<Finding> warnings() {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .toList();
    }
}
