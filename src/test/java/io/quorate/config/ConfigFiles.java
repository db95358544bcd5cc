package io.quorate.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory with configuration files, for tests. */
final class ConfigFiles {

    private final Path directory;
    private final Map<String, String> variables;

    ConfigFiles(Path directory) {
        this(directory, Map.of());
    }

    private ConfigFiles(Path directory, Map<String, String> variables) {
        this.directory = directory;
        this.variables = variables;
    }

    ConfigFiles withVariables(Map<String, String> environment) {
        return new ConfigFiles(directory, environment);
    }

    ConfigFiles write(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Surroundings surroundings() {
        return new Surroundings(directory, directory.resolve("etc"), variables);
    }

    ConfigurationLoader loader() {
        return new ConfigurationLoader(surroundings());
    }

    LoadResult load(String... names) {
        return loader().load(Stream.of(names).map(Path::of).toList());
    }

    /** Loads one file with this text. */
    LoadResult loadText(String text) {
        return write("a.json", text).load("a.json");
    }

    /** Loads one file with this text, which must have no errors. */
    Configuration good(String text) {
        LoadResult result = loadText(text);
        return result.configuration().orElseThrow(() -> new AssertionError("Refused: " + result.findings()));
    }

    /** The errors of one file with this text, as printed. */
    List<String> errors(String text) {
        return loadText(text).errors().stream().map(Finding::toString).toList();
    }

    /** The warnings of one file with this text, as printed. */
    List<String> warnings(String text) {
        return loadText(text).warnings().stream().map(Finding::toString).toList();
    }
}
