package io.quorate.model.gtid;

import java.util.Comparator;

/**
 * One MariaDB transaction, {@code domain-server-sequence}.
 *
 * @param domain {@code gtid_domain_id}, 0 to 2^32-1: a stream of transactions with an order of its own
 * @param server {@code server_id} of the server that wrote it, 0 to 2^32-1
 * @param sequence its number within the domain, 1 to {@link GtidSet#MAX_SEQUENCE}
 */
public record MariaDbGtid(long domain, long server, long sequence) implements Comparable<MariaDbGtid> {

    static final long MAX_ID = 0xFFFF_FFFFL;

    private static final Comparator<MariaDbGtid> ORDER = Comparator.comparingLong(MariaDbGtid::domain)
            .thenComparingLong(MariaDbGtid::sequence)
            .thenComparingLong(MariaDbGtid::server);

    public MariaDbGtid {
        if (domain < 0 || domain > MAX_ID || server < 0 || server > MAX_ID) {
            throw new IllegalArgumentException(
                    "MariaDB GTID: domain %d or server %d out of 0 to 2^32-1".formatted(domain, server));
        }
        if (sequence < 1 || sequence > GtidSet.MAX_SEQUENCE) {
            throw new IllegalArgumentException("MariaDB GTID: sequence %d out of 1 to 2^63-2".formatted(sequence));
        }
    }

    /** By domain, then by sequence; the server decides only between two of the same number. */
    @Override
    public int compareTo(MariaDbGtid other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return domain + "-" + server + "-" + sequence;
    }
}
