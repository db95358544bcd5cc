package io.quorate.analysis;

import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that pairs a drawn topology with the diagnoses it must give.
 *
 * <pre>
 * # What it is about.
 * shows DeadMaster                    (or) near DeadMaster of dead-primary.txt
 * settings hold-down=5s               (optional)
 * --- 2s earlier                      (optional: what was seen before)
 * db1
 * + db2
 * ---
 * db1 primary refused
 * + db2 io-error
 * ---
 * db1 DeadMaster: act
 *   says 1 lost the connection
 * </pre>
 */
record Scenario(
        String name,
        String shows,
        String near,
        String neighbourOf,
        List<String> settings,
        List<Look> looks,
        List<String> expected) {

    static final Path FOLDER = Path.of("src/test/resources/scenarios/analysis");

    /** A topology as it was some time before the end. */
    record Look(Duration earlier, String drawing) {}

    static List<Scenario> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".txt"))
                    .sorted()
                    .map(Scenario::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scenario read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario parse(String name, List<String> lines) {
        List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        List<Duration> times = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("---")) {
                String earlier = line.substring(3).replace("earlier", "").strip();
                times.add(earlier.isEmpty() ? Duration.ZERO : Topologies.span(earlier));
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(line);
            }
        }
        if (parts.size() < 3) {
            throw new IllegalArgumentException(name + ": head, topology and expectation are separated by ---");
        }
        List<Look> looks = new ArrayList<>();
        for (int i = 1; i < parts.size() - 1; i++) {
            looks.add(new Look(times.get(i - 1), String.join("\n", parts.get(i))));
        }
        List<String> head = parts.get(0);
        String[] near = word(head, "near ").orElse("").split(" of ");
        return new Scenario(
                name,
                word(head, "shows ").orElse(""),
                near[0],
                near.length > 1 ? near[1] : "",
                word(head, "settings ").map(s -> List.of(s.split(" "))).orElse(List.of()),
                looks,
                parts.get(parts.size() - 1).stream().filter(l -> !l.isBlank()).toList());
    }

    private static Optional<String> word(List<String> head, String word) {
        return head.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip())
                .findFirst();
    }

    /** All lines that are not remarks: what two neighbours are compared by. */
    List<String> givenLines() {
        List<String> lines = new ArrayList<>(settings);
        looks.forEach(look -> {
            lines.add("--- " + look.earlier());
            look.drawing().lines().forEach(lines::add);
        });
        return lines;
    }

    Topology topology() {
        return Topologies.parse(looks.get(looks.size() - 1).drawing(), Topologies.NOW);
    }

    List<Diagnosis> diagnose() {
        Instant started = setting("started=")
                .map(s -> Topologies.NOW.minus(Topologies.span(s)))
                .orElse(Instant.EPOCH);
        AnalysisMemory memory = AnalysisMemory.startingAt(started);
        for (Look look : looks) {
            memory = memory.after(Topologies.parse(look.drawing(), Topologies.NOW.minus(look.earlier())));
        }
        return Analyzer.analyze(topology(), analysisSettings(), memory, Topologies.NOW);
    }

    AnalysisSettings analysisSettings() {
        AnalysisSettings d = AnalysisSettings.DEFAULT;
        return new AnalysisSettings(
                d.pollPeriod(),
                d.reasonableCheck(),
                d.reasonableLag(),
                d.lockedSemiSyncAfter(),
                settings.contains("exact-semi-sync"),
                settings.contains("recover-non-writable"),
                !settings.contains("keep-all-entries"),
                setting("ignore=").map(s -> List.of(Pattern.compile(s))).orElse(List.of()),
                setting("hold-down=").map(Topologies::span).orElse(d.holdDown()),
                d.hungAfter(),
                d.reconnectPatience());
    }

    private Optional<String> setting(String prefix) {
        return settings.stream()
                .filter(s -> s.startsWith(prefix))
                .map(s -> s.substring(prefix.length()))
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
