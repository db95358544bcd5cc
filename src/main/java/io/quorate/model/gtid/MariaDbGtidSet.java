package io.quorate.model.gtid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB position: for each domain the last transaction, standing for everything before it in that domain.
 *
 * <p>Read from {@code gtid_slave_pos}, {@code gtid_current_pos} or {@code gtid_binlog_pos} (one GTID for each domain) or
 * from {@code gtid_binlog_state} (one for each domain and server id). The state tells more: two servers that wrote
 * in one domain after they lost sight of each other can be told apart only by it.
 *
 * <p>What a position cannot tell: which server wrote the transactions before the last one, and whether numbers were
 * left out. Sequence numbers are taken to grow within a domain, as {@code gtid_strict_mode} enforces. Source: MariaDB
 * manual, Global Transaction ID.
 */
public final class MariaDbGtidSet implements GtidSet {

    private static final MariaDbGtidSet EMPTY = new MariaDbGtidSet(new TreeMap<>());

    private final SortedMap<Long, MariaDbDomain> domains;

    private MariaDbGtidSet(SortedMap<Long, MariaDbDomain> domains) {
        this.domains = domains;
    }

    public static MariaDbGtidSet empty() {
        return EMPTY;
    }

    /**
     * Reads a position or a binary log state; blank text is the empty position.
     *
     * @throws GtidSyntaxException when the text is neither
     */
    public static MariaDbGtidSet parse(String text) {
        GtidScanner scanner = new GtidScanner(text);
        List<MariaDbGtid> gtids = new ArrayList<>();
        while (!scanner.isAtEnd()) {
            if (!scanner.skip(',')) {
                gtids.add(gtid(scanner));
                if (!scanner.isAtEnd()) {
                    scanner.require(',');
                }
            }
        }
        return of(gtids);
    }

    /** As {@link #parse}, empty instead of the exception. */
    public static Optional<MariaDbGtidSet> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (GtidSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The position after all of {@code gtids}. */
    public static MariaDbGtidSet of(Collection<MariaDbGtid> gtids) {
        Map<Long, List<MariaDbGtid>> byDomain =
                gtids.stream().collect(Collectors.groupingBy(MariaDbGtid::domain, TreeMap::new, Collectors.toList()));
        TreeMap<Long, MariaDbDomain> domains = new TreeMap<>();
        byDomain.forEach((domain, heads) -> domains.put(domain, MariaDbDomain.of(heads)));
        return domains.isEmpty() ? EMPTY : new MariaDbGtidSet(domains);
    }

    @Override
    public boolean isEmpty() {
        return domains.isEmpty();
    }

    /**
     * Whether each GTID named by {@code other} is at or before this position. A GTID of a server that this set names in
     * the same domain is contained if that server's number here is as high. One of another server is contained if the
     * domain here has gone past its number; at an equal number it is a different transaction, hence not contained.
     */
    @Override
    public boolean contains(GtidSet other) {
        return other instanceof MariaDbGtidSet that ? that.heads().stream().allMatch(this::contains) : other.isEmpty();
    }

    public boolean contains(MariaDbGtid gtid) {
        MariaDbDomain domain = domains.get(gtid.domain());
        return domain != null && domain.contains(gtid);
    }

    @Override
    public GtidSet union(GtidSet other) {
        return other instanceof MariaDbGtidSet that ? union(that) : unionWithForeign(other);
    }

    /** The earliest position that is at or after both. */
    public MariaDbGtidSet union(MariaDbGtidSet other) {
        TreeMap<Long, MariaDbDomain> united = new TreeMap<>(domains);
        other.domains.forEach((domain, theirs) -> united.merge(domain, theirs, MariaDbDomain::union));
        return new MariaDbGtidSet(united);
    }

    @Override
    public MariaDbGtidSet subtract(GtidSet other) {
        return other instanceof MariaDbGtidSet that
                ? of(heads().stream().filter(gtid -> !that.contains(gtid)).toList())
                : this;
    }

    /** This set without the GTIDs that one of {@code servers} (server ids) wrote last. */
    public MariaDbGtidSet withoutServers(Set<Long> servers) {
        return of(heads().stream()
                .filter(gtid -> !servers.contains(gtid.server()))
                .toList());
    }

    /** The last transaction of each domain and server id named, by domain, then by sequence. */
    public List<MariaDbGtid> heads() {
        return domains.values().stream().flatMap(d -> d.heads().stream()).toList();
    }

    /** The last transaction of a domain; empty if it has none. */
    public Optional<MariaDbGtid> last(long domain) {
        return Optional.ofNullable(domains.get(domain)).map(MariaDbDomain::last);
    }

    public Set<Long> domainIds() {
        return new TreeSet<>(domains.keySet());
    }

    /** Only the last transaction of each domain: what {@code gtid_slave_pos} takes. */
    public MariaDbGtidSet position() {
        return of(domains.values().stream().map(MariaDbDomain::last).toList());
    }

    @Override
    public long count() {
        return domains.values().stream().mapToLong(d -> d.last().sequence()).reduce(0, Intervals::addCounts);
    }

    @Override
    public long countBeyond(GtidSet other) {
        if (!(other instanceof MariaDbGtidSet that)) {
            return count();
        }
        return domains.entrySet().stream()
                .mapToLong(e -> countBeyond(e.getValue(), that.domains.get(e.getKey())))
                .reduce(0, Intervals::addCounts);
    }

    @Override
    public <T> T fold(Function<OracleGtidSet, T> oracle, Function<MariaDbGtidSet, T> mariaDb) {
        return mariaDb.apply(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MariaDbGtidSet that && domains.equals(that.domains);
    }

    @Override
    public int hashCode() {
        return domains.hashCode();
    }

    /** Comma between GTIDs, domains ascending, a domain's position last within it. */
    @Override
    public String toString() {
        return heads().stream().map(MariaDbGtid::toString).collect(Collectors.joining(","));
    }

    private static MariaDbGtid gtid(GtidScanner scanner) {
        long domain = scanner.number(0, MariaDbGtid.MAX_ID, "a domain id");
        scanner.require('-');
        long server = scanner.number(0, MariaDbGtid.MAX_ID, "a server id");
        scanner.require('-');
        return new MariaDbGtid(domain, server, scanner.number(1, MAX_SEQUENCE, "a sequence number"));
    }

    private static long countBeyond(MariaDbDomain own, @Nullable MariaDbDomain theirs) {
        return theirs == null ? own.last().sequence() : own.countBeyond(theirs);
    }

    private GtidSet unionWithForeign(GtidSet other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        throw new IllegalArgumentException(
                "cannot unite GTID sets of MariaDB and MySQL: " + this + " and " + other.toLine());
    }
}
