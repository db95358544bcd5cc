package io.quorate.config;

import io.quorate.config.catalogue.Catalogue;
import io.quorate.config.catalogue.Key;
import io.quorate.config.catalogue.KeyType;
import io.quorate.model.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All values of a configuration, defaults included, after normalization and checks. Immutable.
 *
 * <p>Values are asked for by the name of their key. A name that does not exist, is an old name, or has a value of
 * another type is a programming error and throws {@link IllegalArgumentException}.
 */
public final class Configuration {

    private final Map<String, Object> values;
    private final Map<String, Place> places;
    private final Set<String> secretVariables;

    private Configuration(Map<String, Object> values, Map<String, Place> places, Set<String> secretVariables) {
        this.values = Collections.unmodifiableMap(values);
        this.places = Collections.unmodifiableMap(places);
        this.secretVariables = Set.copyOf(secretVariables);
    }

    /** What holds when no file says anything, before normalization. */
    static Configuration defaults() {
        Map<String, Object> values = new LinkedHashMap<>();
        Catalogue.keys().stream()
                .filter(key -> key.target().isEmpty())
                .forEach(key -> values.put(key.name(), key.initial()));
        return new Configuration(values, Map.of(), Set.of());
    }

    /** The same with one value changed; the key counts as given in a file if it did before. */
    Configuration with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put(requireKnown(name).name(), value);
        return new Configuration(changed, places, secretVariables);
    }

    /** The same with these values, as given in files, over what is here. */
    Configuration withGiven(Map<String, Object> added, Map<String, Place> addedPlaces) {
        added.keySet().forEach(Configuration::requireKnown);
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.putAll(added);
        Map<String, Place> given = new TreeMap<>(places);
        given.putAll(addedPlaces);
        return new Configuration(changed, given, secretVariables);
    }

    /** The same with one value as given in a file. */
    Configuration withGiven(String name, Object value, Place place) {
        return withGiven(Map.of(name, value), Map.of(name, place));
    }

    Configuration withSecretVariables(Set<String> names) {
        return new Configuration(values, places, names);
    }

    /** The variables of the environment that secrets were read from; programs started from here need not see them. */
    public Set<String> secretVariables() {
        return secretVariables;
    }

    public boolean flag(String name) {
        return (Boolean) value(name, EnumSet.of(KeyType.FLAG));
    }

    public int integer(String name) {
        return (Integer) value(name, EnumSet.of(KeyType.INTEGER));
    }

    public double number(String name) {
        return (Double) value(name, EnumSet.of(KeyType.NUMBER));
    }

    /** A whole number whose key has a unit, usually at the end of its name. */
    public Duration duration(String name) {
        return Duration.of(
                integer(name),
                Catalogue.get(name)
                        .unit()
                        .orElseThrow(() -> new IllegalArgumentException(name + " is no length of time")));
    }

    /** A text or word; may be empty. */
    public String text(String name) {
        return (String) value(name, EnumSet.of(KeyType.TEXT, KeyType.WORD, KeyType.PATTERN));
    }

    /** A text or word; empty when the text is. */
    public Optional<String> optionalText(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    public Secret secret(String name) {
        return (Secret) value(name, EnumSet.of(KeyType.SECRET));
    }

    /** Any list, as texts. */
    @SuppressWarnings("unchecked") // the catalogue guarantees that a list type holds List<String>
    public List<String> texts(String name) {
        return (List<String>) value(
                name,
                EnumSet.of(
                        KeyType.TEXTS,
                        KeyType.COMMANDS,
                        KeyType.PATTERNS,
                        KeyType.HOST_PATTERNS,
                        KeyType.CLUSTER_FILTERS));
    }

    /** Entries in the order of the file. */
    @SuppressWarnings("unchecked") // the catalogue guarantees that MAPPING holds Map<String, String>
    public Map<String, String> mapping(String name) {
        return (Map<String, String>) value(name, EnumSet.of(KeyType.MAPPING));
    }

    /** Empty when no pattern is given. To be searched for with {@code find}. */
    public Optional<Pattern> pattern(String name) {
        value(name, EnumSet.of(KeyType.PATTERN));
        return optionalText(name).map(RegexSyntax::compile);
    }

    /**
     * To be searched for with {@code find}; host patterns in {@code host:port} (a bare IP address in the file became an
     * expression for exactly that host).
     */
    public List<Pattern> patterns(String name) {
        value(name, EnumSet.of(KeyType.PATTERNS, KeyType.HOST_PATTERNS));
        boolean onHosts = Catalogue.get(name).type() == KeyType.HOST_PATTERNS;
        return texts(name).stream()
                .map(text -> onHosts ? HostPattern.compile(text) : RegexSyntax.compile(text))
                .toList();
    }

    /** The pairs of a mapping whose left sides are regular expressions, in the order of the file. */
    public Map<Pattern, String> patternMapping(String name) {
        Map<Pattern, String> compiled = new LinkedHashMap<>();
        mapping(name).forEach((expression, text) -> compiled.put(RegexSyntax.compile(expression), text));
        return Collections.unmodifiableMap(compiled);
    }

    /** Whether a file gives this key, under this or an old name, even if with the default value. */
    public boolean isGiven(String name) {
        return places.containsKey(requireKnown(name).name());
    }

    /** Where it is given; empty for a default. */
    public Optional<Place> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    /** The names of the keys given in files, in alphabetical order. */
    public Set<String> given() {
        return places.keySet();
    }

    /** The value whatever its type, for comparison. */
    Object value(String name) {
        Object value = values.get(requireKnown(name).name());
        if (value == null) {
            throw new IllegalArgumentException(name + " has no value");
        }
        return value;
    }

    private Object value(String name, Set<KeyType> types) {
        Key key = requireKnown(name);
        if (!types.contains(key.type())) {
            throw new IllegalArgumentException(
                    "Key " + name + " is a " + key.type().label());
        }
        return value(name);
    }

    private static Key requireKnown(String name) {
        Key key = Catalogue.get(name);
        key.target().ifPresent(target -> {
            throw new IllegalArgumentException(name + " is another name of " + target + "; ask for that");
        });
        return key;
    }

    /** The names of the given keys; no values. */
    @Override
    public String toString() {
        return "Configuration" + given();
    }
}
