package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.PromotionRule;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationChannel.Positioning;
import io.quorate.model.gtid.GtidSet;
import io.quorate.model.gtid.OracleGtidSet;
import java.util.Optional;

/**
 * A replica of the failed primary that answers, and what it has received.
 *
 * @param instance as last probed: what it is
 * @param channel as last measured: the link to the failed primary
 * @param wasStopped whether an operator had stopped it before the failure: then it is moved, but not started
 * @param executed what it has executed; empty without GTIDs
 * @param errant what it executed and the primary never had
 */
record Contender(
        Member member,
        Instance instance,
        ReplicationChannel channel,
        boolean wasStopped,
        Optional<GtidSet> executed,
        Optional<GtidSet> errant) {

    InstanceKey key() {
        return member.key();
    }

    PromotionRule rule() {
        return member.promotionRule();
    }

    /** Executed or waiting in relay logs that can still be applied; empty without GTIDs. */
    Optional<GtidSet> received() {
        return executed.map(done -> waiting().map(done::union).orElse(done));
    }

    /**
     * What the relay logs hold. MariaDB throws them away when replication by GTID starts with both threads stopped, so
     * that what they hold counts only while the SQL thread runs.
     */
    private Optional<GtidSet> waiting() {
        boolean areGone = instance.version().isMariaDb() && !channel.sqlThread().isRunning();
        return areGone ? Optional.empty() : channel.retrievedGtids();
    }

    /**
     * What it has received of the primary's transactions. MariaDB's positions cannot be freed of errant ones, so there
     * it is all that was received.
     */
    Optional<GtidSet> progress() {
        return received().map(all -> hasErrant() && all instanceof OracleGtidSet ? all.subtract(errant.get()) : all);
    }

    boolean hasErrant() {
        return errant.isPresent() && !errant.get().isEmpty();
    }

    /** Whether what it shows as its progress is the primary's, free of what somebody wrote here. */
    boolean isProgressClean() {
        return !hasErrant() || executed.map(e -> e instanceof OracleGtidSet).orElse(false);
    }

    /** How the replica finds its place below another server; empty when it has no GTIDs to do so. */
    Optional<Positioning> positioning() {
        if (executed.isEmpty()) {
            return Optional.empty();
        }
        if (instance.version().isMariaDb()) {
            return Optional.of(Positioning.MARIADB_GTID);
        }
        boolean canAutoPosition = channel.gtidMode() == Positioning.ORACLE_GTID
                || instance.gtid().mode().equals("ON");
        return canAutoPosition ? Optional.of(Positioning.ORACLE_GTID) : Optional.empty();
    }

    /** Whether all that it received has been executed, as far as it tells. */
    boolean isApplied() {
        return executed.flatMap(done -> received().map(done::contains))
                .filter(applied -> channel.retrievedGtids().isPresent())
                .orElseGet(channel::isSqlThreadUpToDate);
    }

    /** How many received transactions wait in its relay logs; 0 when it does not tell. */
    long backlog() {
        return executed.flatMap(done -> waiting().map(r -> r.countBeyond(done))).orElse(0L);
    }

    boolean isDelayed() {
        return !channel.configuredDelay().isZero();
    }
}
