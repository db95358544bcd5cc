package io.quorate.model.gtid;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How far one domain has come: for each server known to have written in it, its last transaction, in ascending order
 * of sequence numbers. The last of the list is the domain's position.
 *
 * @param heads at least one; at most one for each server id
 */
record MariaDbDomain(List<MariaDbGtid> heads) {

    MariaDbDomain {
        heads = List.copyOf(heads);
    }

    /** Keeps the highest sequence of each server id. */
    static MariaDbDomain of(Collection<MariaDbGtid> gtids) {
        TreeMap<Long, MariaDbGtid> highest = new TreeMap<>();
        for (MariaDbGtid gtid : gtids) {
            highest.merge(gtid.server(), gtid, (a, b) -> a.sequence() >= b.sequence() ? a : b);
        }
        return new MariaDbDomain(highest.values().stream().sorted().toList());
    }

    MariaDbGtid last() {
        return heads.get(heads.size() - 1);
    }

    /** See {@link MariaDbGtidSet#contains(GtidSet)} for the rule. */
    boolean contains(MariaDbGtid gtid) {
        return head(gtid.server())
                .map(head -> head.sequence() >= gtid.sequence())
                .orElse(last().sequence() > gtid.sequence());
    }

    MariaDbDomain union(MariaDbDomain other) {
        return of(Stream.concat(heads.stream(), other.heads.stream()).toList());
    }

    long countBeyond(MariaDbDomain other) {
        boolean contained = heads.stream().allMatch(other::contains);
        // When the streams have parted, the number at which they did is unknown: at least one is beyond.
        return contained ? 0 : Math.max(1, last().sequence() - other.last().sequence());
    }

    private Optional<MariaDbGtid> head(long server) {
        return heads.stream().filter(gtid -> gtid.server() == server).findFirst();
    }
}
