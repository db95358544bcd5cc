package io.quorate.model.gtid;

import java.util.Optional;

/**
 * Transactions that a replica executed and its source never did: somebody wrote on the replica. They reappear on all
 * servers, or break replication, once the replica is promoted.
 *
 * <p>Replica and source are not read at the same instant, so the replica may truly be ahead of what was read of the
 * source. That can only concern what an ancestor wrote; hence whatever the {@link Lineage} numbered is left out. It
 * follows that what was written on an intermediate source is errant there and not on its own replicas.
 */
public final class ErrantGtids {

    private ErrantGtids() {}

    /**
     * The errant transactions of a replica.
     *
     * @param own executed set of the replica (MariaDB: best its {@code gtid_binlog_state}, united with the position)
     * @param source executed set of the server above it
     * @param lineage the ancestors; must not name the replica itself, unless it is a co-primary
     * @return empty when nothing can be said: the flavours differ, or the source shows no GTIDs at all (it does not
     *     keep any, or was reset a moment ago)
     */
    public static Optional<GtidSet> of(GtidSet own, GtidSet source, Lineage lineage) {
        if (own.isEmpty()) {
            return Optional.of(own);
        }
        if (source.isEmpty()) {
            return Optional.empty();
        }
        return own.fold(oracle -> ofOracle(oracle, source, lineage), mariaDb -> ofMariaDb(mariaDb, source, lineage));
    }

    private static Optional<GtidSet> ofOracle(OracleGtidSet own, GtidSet source, Lineage lineage) {
        return source instanceof OracleGtidSet
                ? Optional.of(own.without(lineage.uuids()).subtract(source))
                : Optional.empty();
    }

    private static Optional<GtidSet> ofMariaDb(MariaDbGtidSet own, GtidSet source, Lineage lineage) {
        return source instanceof MariaDbGtidSet
                ? Optional.of(own.subtract(source).withoutServers(lineage.serverIds()))
                : Optional.empty();
    }
}
