package io.quorate.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.KeyType;
import io.quorate.config.catalogue.Status;
import io.quorate.model.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lays files over each other. A later file replaces single values and lists and adds to objects; {@code null} keeps a
 * single value and empties a list or object. Which name a key goes by does not matter across files; within one file,
 * two names of one key must agree.
 */
final class Merge {

    private static final String BLOCK_MINUTES = "RecoveryPeriodBlockMinutes";
    private static final int SECONDS_PER_MINUTE = 60;

    private final ValueReader reader;
    private final Findings findings;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Place> places = new TreeMap<>();

    Merge(ValueReader reader, Findings findings) {
        this.reader = reader;
        this.findings = findings;
    }

    /** What all files so far say together. */
    Configuration merged() {
        return Configuration.defaults().withGiven(values, places);
    }

    /** A value with the name it was given under. */
    private record Given(Key key, Object value, Place place) {

        /** The value old programs took for "not given". */
        boolean isNothing() {
            return value.equals("") || value.equals(0) || value.equals(Secret.NONE);
        }
    }

    void add(SourceFile file) {
        Map<String, List<Given>> byTarget = new LinkedHashMap<>();
        for (SourceFile.Entry entry : lastOfEach(file)) {
            known(entry)
                    .filter(key -> !(key.status() instanceof Status.NoMeaning))
                    .ifPresent(key -> read(key, entry)
                            .ifPresent(given -> byTarget.computeIfAbsent(
                                            key.target().orElse(key.name()), target -> new ArrayList<>())
                                    .add(given)));
        }
        byTarget.forEach(this::combine);
    }

    /** When a file has the same key twice, the last one counts, as in the old programs. */
    private List<SourceFile.Entry> lastOfEach(SourceFile file) {
        Map<String, SourceFile.Entry> last = new LinkedHashMap<>();
        for (SourceFile.Entry entry : file.entries()) {
            if (isComment(entry.name())) {
                continue;
            }
            String name =
                    Catalogue.findIgnoringCase(entry.name()).map(Key::name).orElse(entry.name());
            SourceFile.Entry earlier = last.put(name, entry);
            if (earlier != null) {
                findings.warning(
                        Optional.of(earlier.place()),
                        name,
                        name + " is given again at line " + entry.place().line() + "; the last one counts");
            }
        }
        return List.copyOf(last.values());
    }

    /** Names that begin like this are how people write comments in plain JSON. */
    private static boolean isComment(String name) {
        return name.startsWith("_") || name.startsWith("//") || name.startsWith("#");
    }

    private Optional<Key> known(SourceFile.Entry entry) {
        String name = entry.name();
        Optional<Place> place = Optional.of(entry.place());
        Optional<Key> known = Catalogue.findIgnoringCase(name);
        if (known.isEmpty()) {
            findings.warning(
                    place,
                    name,
                    "unknown key " + name
                            + Suggestion.forKey(name)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("; it has no effect"));
            return known;
        }
        Key key = known.get();
        if (!key.name().equals(name) && !(key.status() instanceof Status.NoMeaning)) {
            findings.warning(place, key.name(), name + " is read as " + key.name() + "; write it that way");
        }
        if (key.status() instanceof Status.NoMeaning meaningless) {
            findings.note(place, key.name(), key.name() + " has no effect. " + meaningless.why());
        }
        key.target().ifPresent(target -> findings.note(place, target, key.name() + " is an old name of " + target));
        return known;
    }

    private Optional<Given> read(Key key, SourceFile.Entry entry) {
        JsonNode node = entry.value();
        if (!node.isNull()) {
            return reader.read(key, entry).map(value -> new Given(key, value, entry.place()));
        }
        if (key.type().isList()) {
            return Optional.of(new Given(key, List.of(), entry.place()));
        }
        return key.type() == KeyType.MAPPING ? Optional.of(new Given(key, Map.of(), entry.place())) : Optional.empty();
    }

    private void combine(String target, List<Given> names) {
        List<Given> telling = telling(names);
        if (telling.isEmpty()) {
            return;
        }
        Given first = telling.get(0);
        boolean agree = telling.stream().allMatch(given -> given.value().equals(first.value()));
        if (agree) {
            seconds(first).ifPresent(value -> put(target, value, first.place()));
        } else {
            findings.error(Optional.of(first.place()), target, contradiction(telling));
        }
    }

    /** Without old names that say nothing, nor the minutes where seconds are given. */
    private static List<Given> telling(List<Given> names) {
        List<Given> telling = names.stream()
                .filter(given -> given.key().target().isEmpty() || !given.isNothing())
                .toList();
        boolean hasOld = telling.stream().anyMatch(given -> given.key().target().isPresent());
        if (hasOld && telling.size() > 1) {
            telling = telling.stream().filter(given -> !given.isNothing()).toList();
        }
        return telling.size() > 1
                ? telling.stream()
                        .filter(given -> !given.key().name().equals(BLOCK_MINUTES))
                        .toList()
                : telling;
    }

    private static String contradiction(List<Given> names) {
        String listed = names.stream()
                .map(given -> given.key().name() + " (line " + given.place().line() + ") is "
                        + (given.key().isSecret() ? "one secret" : quoted(given.value())))
                .collect(Collectors.joining(", "));
        return listed + ": these are names of the same key; keep one of them";
    }

    private static String quoted(Object value) {
        return value instanceof String ? '"' + value.toString() + '"' : value.toString();
    }

    private Optional<Object> seconds(Given given) {
        if (!given.key().name().equals(BLOCK_MINUTES)) {
            return Optional.of(given.value());
        }
        long seconds = (long) (Integer) given.value() * SECONDS_PER_MINUTE;
        if (Math.abs(seconds) > Integer.MAX_VALUE) {
            findings.error(
                    Optional.of(given.place()), BLOCK_MINUTES, BLOCK_MINUTES + " is " + given.value() + ": too large");
            return Optional.empty();
        }
        return Optional.of((int) seconds);
    }

    private void put(String name, Object value, Place place) {
        values.merge(name, value, Merge::combined);
        places.put(name, place);
    }

    /** Objects grow, anything else is replaced; an empty object empties, since it can only mean that. */
    private static Object combined(Object earlier, Object later) {
        if (earlier instanceof Map<?, ?> first && later instanceof Map<?, ?> second && !second.isEmpty()) {
            Map<Object, Object> both = new LinkedHashMap<>(first);
            both.putAll(second);
            return Collections.unmodifiableMap(both);
        }
        return later;
    }
}
