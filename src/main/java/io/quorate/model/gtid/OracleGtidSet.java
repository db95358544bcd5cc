package io.quorate.model.gtid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A set of MySQL or Percona transactions: for each UUID and tag the sorted intervals of their numbers.
 *
 * <p>Equal sets are {@link #equals equal} and print alike, whatever text they came from. Source: MySQL manual, GTID
 * Format and Storage; tags since 8.3.
 */
public final class OracleGtidSet implements GtidSet {

    private static final OracleGtidSet EMPTY = new OracleGtidSet(new TreeMap<>());

    /** No value is empty. */
    private final SortedMap<GtidSource, Intervals> intervals;

    private OracleGtidSet(SortedMap<GtidSource, Intervals> intervals) {
        this.intervals = intervals;
    }

    public static OracleGtidSet empty() {
        return EMPTY;
    }

    /**
     * Reads the server's text ({@code gtid_executed}, {@code Retrieved_Gtid_Set}, {@code gtid_purged}); blank text is
     * the empty set.
     *
     * @throws GtidSyntaxException when the text is no such set
     */
    public static OracleGtidSet parse(String text) {
        return of(OracleGtidParser.parse(text));
    }

    /** As {@link #parse}, empty instead of the exception. */
    public static Optional<OracleGtidSet> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (GtidSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The set of one transaction. */
    public static OracleGtidSet of(Gtid gtid) {
        return of(Map.of(gtid.source(), Intervals.of(gtid.sequence(), gtid.sequence())));
    }

    private static OracleGtidSet of(Map<GtidSource, Intervals> intervals) {
        TreeMap<GtidSource, Intervals> kept = new TreeMap<>(intervals);
        kept.values().removeIf(Intervals::isEmpty);
        return kept.isEmpty() ? EMPTY : new OracleGtidSet(kept);
    }

    @Override
    public boolean isEmpty() {
        return intervals.isEmpty();
    }

    @Override
    public boolean contains(GtidSet other) {
        if (other instanceof OracleGtidSet that) {
            return that.intervals.entrySet().stream()
                    .allMatch(e -> numbers(e.getKey()).contains(e.getValue()));
        }
        return other.isEmpty();
    }

    public boolean contains(Gtid gtid) {
        return numbers(gtid.source()).contains(Intervals.of(gtid.sequence(), gtid.sequence()));
    }

    @Override
    public GtidSet union(GtidSet other) {
        return other instanceof OracleGtidSet that ? union(that) : unionWithForeign(other);
    }

    public OracleGtidSet union(OracleGtidSet other) {
        TreeMap<GtidSource, Intervals> united = new TreeMap<>(intervals);
        other.intervals.forEach((source, theirs) -> united.merge(source, theirs, Intervals::union));
        return of(united);
    }

    @Override
    public OracleGtidSet subtract(GtidSet other) {
        return other instanceof OracleGtidSet that ? combine(that, Intervals::subtract) : this;
    }

    /** Transactions of both sets. */
    public OracleGtidSet intersect(OracleGtidSet other) {
        return combine(other, Intervals::intersect);
    }

    /** This set without what is numbered under {@code uuid}, with any tag. */
    public OracleGtidSet without(UUID uuid) {
        return filter(u -> !u.equals(uuid));
    }

    /** This set without what is numbered under one of {@code uuids}, with any tag. */
    public OracleGtidSet without(Set<UUID> uuids) {
        return filter(u -> !uuids.contains(u));
    }

    /** Only what is numbered under one of {@code uuids}, with any tag. */
    public OracleGtidSet onlyUuids(Set<UUID> uuids) {
        return filter(uuids::contains);
    }

    /** The UUIDs that numbered something of this set, in the server's order. */
    public List<UUID> sourceUuids() {
        return intervals.keySet().stream().map(GtidSource::uuid).distinct().toList();
    }

    /** The UUIDs and tags that numbered something of this set, in the server's order. */
    public Set<GtidSource> sources() {
        return Collections.unmodifiableSet(new TreeSet<>(intervals.keySet()));
    }

    @Override
    public long count() {
        return intervals.values().stream().mapToLong(Intervals::count).reduce(0, Intervals::addCounts);
    }

    @Override
    public long countBeyond(GtidSet other) {
        return subtract(other).count();
    }

    /** Each transaction by itself, in the server's order; empty when there are more than {@code limit}. */
    public Optional<List<Gtid>> explode(int limit) {
        if (count() > limit) {
            return Optional.empty();
        }
        List<Gtid> gtids = new ArrayList<>();
        intervals.forEach((source, own) -> explode(source, own, gtids));
        return Optional.of(List.copyOf(gtids));
    }

    @Override
    public <T> T fold(Function<OracleGtidSet, T> oracle, Function<MariaDbGtidSet, T> mariaDb) {
        return oracle.apply(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OracleGtidSet that && intervals.equals(that.intervals);
    }

    @Override
    public int hashCode() {
        return intervals.hashCode();
    }

    /** As the server prints {@code gtid_executed}: one entry for each UUID, {@code ",\n"} between entries. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Optional<UUID> previous = Optional.empty();
        for (Map.Entry<GtidSource, Intervals> entry : intervals.entrySet()) {
            GtidSource source = entry.getKey();
            Optional<UUID> current = Optional.of(source.uuid());
            if (!current.equals(previous)) {
                text.append(previous.isPresent() ? ",\n" : "").append(source.uuid());
                previous = current;
            }
            if (source.isTagged()) {
                text.append(':').append(source.tag());
            }
            entry.getValue().appendTo(text);
        }
        return text.toString();
    }

    private Intervals numbers(GtidSource source) {
        return intervals.getOrDefault(source, Intervals.NONE);
    }

    private OracleGtidSet combine(OracleGtidSet other, BinaryOperator<Intervals> operation) {
        TreeMap<GtidSource, Intervals> combined = new TreeMap<>();
        intervals.forEach((source, own) -> combined.put(source, operation.apply(own, other.numbers(source))));
        return of(combined);
    }

    private OracleGtidSet filter(Predicate<UUID> kept) {
        TreeMap<GtidSource, Intervals> rest = new TreeMap<>(intervals);
        rest.keySet().removeIf(source -> !kept.test(source.uuid()));
        return of(rest);
    }

    private GtidSet unionWithForeign(GtidSet other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        throw new IllegalArgumentException(
                "cannot unite GTID sets of MySQL and MariaDB: " + toLine() + " and " + other);
    }

    private static void explode(GtidSource source, Intervals intervals, List<Gtid> into) {
        for (int i = 0; i < intervals.size(); i++) {
            for (long n = intervals.first(i); n <= intervals.last(i); n++) {
                into.add(new Gtid(source, n));
            }
        }
    }
}
