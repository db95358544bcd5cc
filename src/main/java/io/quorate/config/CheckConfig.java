package io.quorate.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Checks configuration files and tells what was found, without starting anything: {@code quorate check-config}. */
public final class CheckConfig {

    /**
     * What to print and how to end.
     *
     * @param text lines, each ended
     * @param exitCode 0 when the configuration can be used, 1 when it cannot
     */
    public record Report(String text, int exitCode) {}

    private CheckConfig() {}

    /** Checks these files together, each laid over the ones before; with none, those in the usual places. */
    public static Report run(List<Path> files, Surroundings surroundings) {
        ConfigurationLoader loader = new ConfigurationLoader(surroundings);
        LoadResult result = files.isEmpty() ? loader.loadUsualFiles() : loader.load(files);
        String lines = result.findings().stream()
                .map(finding -> finding + System.lineSeparator())
                .collect(Collectors.joining());
        return new Report(
                lines + summary(result) + System.lineSeparator(),
                result.configuration().isPresent() ? 0 : 1);
    }

    private static String summary(LoadResult result) {
        String names = result.files().isEmpty()
                ? "no configuration file found, defaults hold"
                : result.files().stream().map(Path::toString).collect(Collectors.joining(", "));
        int errors = result.errors().size();
        int warnings = result.warnings().size();
        return names + ": " + counted(errors, "error") + ", " + counted(warnings, "warning");
    }

    private static String counted(int number, String noun) {
        return (number == 0 ? "no" : number) + " " + noun + (number == 1 ? "" : "s");
    }
}
