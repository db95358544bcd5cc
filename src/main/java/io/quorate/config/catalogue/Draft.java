package io.quorate.config.catalogue;

import io.quorate.model.Secret;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key while its row is being written down; {@link #says} completes it. Used by the key lists alone. */
final class Draft {

    private static final Map<String, ChronoUnit> SUFFIXES = Map.of(
            "Milliseconds", ChronoUnit.MILLIS,
            "Millis", ChronoUnit.MILLIS,
            "Seconds", ChronoUnit.SECONDS,
            "Minutes", ChronoUnit.MINUTES,
            "Hours", ChronoUnit.HOURS,
            "Days", ChronoUnit.DAYS);

    private final String name;
    private final KeyType type;
    private final Object initial;
    private Object sample;
    private Origin origin = Origin.OPENARK;
    private Status status = new Status.Implemented();
    private Reload reload = Reload.LIVE;
    private Optional<ChronoUnit> unit;
    private int least;
    private int most = Integer.MAX_VALUE;
    private List<String> words = List.of();
    private Optional<String> otherwise = Optional.empty();

    private Draft(String name, KeyType type, Object initial) {
        this.name = name;
        this.type = type;
        this.initial = initial;
        this.sample = initial;
        this.unit = type == KeyType.INTEGER ? unitOf(name) : Optional.empty();
    }

    static Draft flag(String name, boolean initial) {
        return new Draft(name, KeyType.FLAG, initial);
    }

    /** A whole number, 0 or more unless {@link #between} says otherwise. */
    static Draft count(String name, int initial) {
        return new Draft(name, KeyType.INTEGER, initial);
    }

    /** A whole number that may be negative. */
    static Draft integer(String name, int initial) {
        return count(name, initial).between(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static Draft port(String name, int initial) {
        return count(name, initial).between(1, 65_535);
    }

    static Draft number(String name, double initial) {
        return new Draft(name, KeyType.NUMBER, initial);
    }

    static Draft text(String name, String initial) {
        return new Draft(name, KeyType.TEXT, initial);
    }

    static Draft text(String name) {
        return text(name, "");
    }

    static Draft word(String name, String initial, String... words) {
        Draft draft = new Draft(name, KeyType.WORD, initial);
        draft.words = List.of(words);
        return draft;
    }

    static Draft secret(String name) {
        return new Draft(name, KeyType.SECRET, Secret.NONE);
    }

    static Draft pattern(String name) {
        return new Draft(name, KeyType.PATTERN, "");
    }

    static Draft texts(String name, String... initial) {
        return new Draft(name, KeyType.TEXTS, List.of(initial));
    }

    static Draft commands(String name) {
        return new Draft(name, KeyType.COMMANDS, List.of());
    }

    static Draft patterns(String name) {
        return new Draft(name, KeyType.PATTERNS, List.of());
    }

    static Draft hostPatterns(String name) {
        return new Draft(name, KeyType.HOST_PATTERNS, List.of());
    }

    static Draft clusterFilters(String name) {
        return new Draft(name, KeyType.CLUSTER_FILTERS, List.of());
    }

    static Draft mapping(String name) {
        return new Draft(name, KeyType.MAPPING, Map.of());
    }

    Draft from(Origin program) {
        origin = program;
        return this;
    }

    /** A change needs a restart. */
    Draft restart() {
        reload = Reload.RESTART;
        return this;
    }

    Draft notYet() {
        status = new Status.NotYet(Optional.empty());
        return this;
    }

    /** Not implemented, and a user who relies on it must be told what happens instead. */
    Draft notYet(String meanwhile) {
        status = new Status.NotYet(Optional.of(meanwhile));
        return this;
    }

    Draft noMeaning(String why) {
        status = new Status.NoMeaning(why);
        return this;
    }

    Draft between(int smallest, int largest) {
        least = smallest;
        most = largest;
        return this;
    }

    Draft atLeast(int smallest) {
        least = smallest;
        return this;
    }

    /** For the few lengths of time whose unit is not the end of the name. */
    Draft in(ChronoUnit unitOfValue) {
        unit = Optional.of(unitOfValue);
        return this;
    }

    /** Any other word counts as this one, with a warning, as it did in the old program. */
    Draft otherwise(String word) {
        otherwise = Optional.of(word);
        return this;
    }

    Draft sample(Object value) {
        sample = value;
        return this;
    }

    Key oldNameOf(String target) {
        status = new Status.OldName(target);
        return says("Other name of `" + target + "`.");
    }

    /** As {@link #oldNameOf}, with something to add. */
    Key oldNameOf(String target, String remark) {
        status = new Status.OldName(target);
        return says("Other name of `" + target + "`. " + remark);
    }

    Key says(String description) {
        return new Key(
                name, type, initial, sample, origin, status, reload, unit, least, most, words, otherwise, description);
    }

    private static Optional<ChronoUnit> unitOf(String name) {
        return SUFFIXES.entrySet().stream()
                .filter(suffix -> name.endsWith(suffix.getKey()))
                // "Milliseconds" ends in neither "Seconds" nor "Millis": the letter case tells them apart.
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
