package io.quorate.config;

import io.quorate.config.Finding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers findings while a configuration is read, so that all of them can be shown at once. */
final class Findings {

    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> refusedKeys = new HashSet<>();
    private final List<Path> files;

    /** @param files in reading order, which is also the order of the findings */
    Findings(List<Path> files) {
        this.files = List.copyOf(files);
    }

    void error(Optional<Place> place, String key, String message) {
        refusedKeys.add(key);
        add(Severity.ERROR, place, Optional.of(key), message);
    }

    void warning(Optional<Place> place, String key, String message) {
        add(Severity.WARNING, place, Optional.of(key), message);
    }

    void note(Optional<Place> place, String key, String message) {
        add(Severity.NOTE, place, Optional.of(key), message);
    }

    /** An error that makes the rest of a file unreadable. */
    void brokenFile(Place place, String message) {
        add(Severity.ERROR, Optional.of(place), Optional.empty(), message);
    }

    void warning(Optional<Place> place, String message) {
        add(Severity.WARNING, place, Optional.empty(), message);
    }

    /** Whether the value of this key was refused, so that a rule on several keys has nothing to add. */
    boolean isRefused(String key) {
        return refusedKeys.contains(key);
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    /** By file and line; what belongs to no file comes last. */
    List<Finding> sorted() {
        return findings.stream()
                .sorted(Comparator.comparingInt(this::fileOrder).thenComparingInt(Findings::line))
                .toList();
    }

    private void add(Severity severity, Optional<Place> place, Optional<String> key, String message) {
        Finding finding = new Finding(severity, place, key, message);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    private int fileOrder(Finding finding) {
        return finding.place().map(place -> files.indexOf(place.file())).orElse(Integer.MAX_VALUE);
    }

    private static int line(Finding finding) {
        return finding.place().map(Place::line).orElse(0);
    }
}
