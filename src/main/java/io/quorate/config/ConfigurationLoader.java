package io.quorate.config;

import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads configuration files into a {@link Configuration}: find, take apart, replace variables, lay over each other, add
 * credentials files, normalize, check. Always goes on to the end, so that one run shows all errors.
 *
 * <p>Reading again later starts from the defaults: a key deleted from a file is back at its default.
 */
public final class ConfigurationLoader {

    private final Surroundings surroundings;

    public ConfigurationLoader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Reads the one file named on the command line. */
    public LoadResult load(Path file) {
        return load(List.of(file));
    }

    /** Reads the files in the usual places; with none of them there, the defaults hold. */
    public LoadResult loadUsualFiles() {
        return load(usualFiles());
    }

    /**
     * The files that exist in the usual places, each to be read over the ones before: those of orchestrator, then
     * Quorate's own, and of each the system's, the one in {@code conf}, the one in the working directory.
     */
    public List<Path> usualFiles() {
        return Stream.of("orchestrator.conf.json", "quorate.conf.json")
                .flatMap(name ->
                        Stream.of(surroundings.systemDirectory().resolve(name), Path.of("conf", name), Path.of(name)))
                .filter(file -> Files.exists(resolved(file)))
                .toList();
    }

    /** Reads these files, each over the ones before; each of them must exist. */
    public LoadResult load(List<Path> files) {
        Findings findings = new Findings(files);
        ValueReader reader = new ValueReader(new Substitution(surroundings), findings);
        Merge merge = new Merge(reader, findings);
        boolean complete = true;
        for (Path file : files) {
            SourceFile source = JsonSource.read(file, resolved(file), findings);
            merge.add(source);
            complete &= source.isComplete();
        }
        Configuration given = merge.merged();
        noteUnimplemented(given, findings);
        Configuration withCredentials = new CredentialsStep(surroundings, reader, findings).apply(given);
        Configuration configuration =
                Normalization.normalize(withCredentials, findings).withSecretVariables(reader.secretVariables());
        if (complete) {
            // With half a file missing, what seems contradictory may not be.
            Checks.check(configuration, findings);
        }
        return new LoadResult(
                findings.hasErrors() ? Optional.empty() : Optional.of(configuration), findings.sorted(), files);
    }

    private Path resolved(Path file) {
        return surroundings.workingDirectory().resolve(file);
    }

    private static void noteUnimplemented(Configuration given, Findings findings) {
        List<Key> keys = given.given().stream()
                .map(Catalogue::get)
                .filter(key -> key.status() instanceof Status.NotYet)
                .filter(key -> !given.value(key.name()).equals(key.initial()))
                .toList();
        for (Key key : keys) {
            ((Status.NotYet) key.status())
                    .meanwhile()
                    .ifPresent(instead -> findings.warning(
                            given.place(key.name()), key.name(), key.name() + " is not implemented yet: " + instead));
        }
        if (!keys.isEmpty()) {
            findings.warning(
                    Optional.empty(),
                    "not implemented yet, so without effect: "
                            + keys.stream().map(Key::name).collect(Collectors.joining(", ")));
        }
    }
}
