package io.quorate.recovery.plan;

import io.quorate.model.gtid.GtidSet;
import io.quorate.operations.plan.GtidReach;
import io.quorate.operations.plan.ReplicationCompatibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From whom a candidate gets what it has not received, before it is promoted: it replicates from the most advanced
 * replica until it has all of that one's transactions, then, should histories have parted, from the next.
 *
 * <p>The old way was the other way round: promote the most advanced, then let the better one take over from it. That
 * moves the clients twice, needs a second promotion that can fail, and gave up the better candidate whenever it did not
 * hang below the first one yet. Here the price is that nobody takes writes until the candidate has caught up; if it
 * cannot in time it is left out and the plan is made again.
 *
 * @param donors in order; empty when the candidate lacks nothing that can be had
 * @param reached what the candidate will have in the end; empty without GTIDs
 * @param unobtainable how many transactions others received that it cannot get
 */
record CatchUp(List<Contender> donors, Optional<GtidSet> reached, long unobtainable) {

    CatchUp {
        donors = List.copyOf(donors);
    }

    static CatchUp of(Contender candidate, Contenders contenders, ReplicationCompatibility compatibility) {
        if (candidate.progress().isEmpty() || candidate.positioning().isEmpty()) {
            return new CatchUp(List.of(), Optional.empty(), 0);
        }
        GtidSet reached = candidate.received().orElseThrow();
        List<Contender> donors = new ArrayList<>();
        Optional<Contender> next = nextDonor(candidate, reached, contenders, compatibility);
        while (next.isPresent()) {
            donors.add(next.get());
            reached = reached.union(next.get().received().orElseThrow());
            next = nextDonor(candidate, reached, contenders, compatibility);
        }
        GtidSet all = reached;
        long unobtainable = contenders.total().map(t -> t.countBeyond(all)).orElse(0L);
        return new CatchUp(donors, Optional.of(reached), unobtainable);
    }

    /** Whoever has most of what is missing. Each one gives something, so that this ends. */
    private static Optional<Contender> nextDonor(
            Contender candidate, GtidSet reached, Contenders contenders, ReplicationCompatibility compatibility) {
        return contenders.all().stream()
                .filter(donor -> gain(donor, reached) > 0 && canFeed(donor, candidate, compatibility))
                .max(Comparator.<Contender>comparingLong(donor -> gain(donor, reached))
                        .thenComparing(Contender::key, Comparator.reverseOrder()));
    }

    private static long gain(Contender donor, GtidSet reached) {
        return donor.progress().map(p -> p.countBeyond(reached)).orElse(0L);
    }

    /** Errant transactions would come along, a delayed donor holds its own back. */
    private static boolean canFeed(Contender donor, Contender candidate, ReplicationCompatibility compatibility) {
        boolean isClean =
                !donor.hasErrant() && !donor.isDelayed() && donor.positioning().isPresent();
        boolean isAble = donor.isApplied() || !donor.channel().sqlError().isPresent();
        return isClean
                && isAble
                && donor.instance().binaryLog().canFeedReplicas()
                && compatibility.canReplicateFrom(candidate.instance(), donor.instance())
                && GtidReach.reasonAgainst(
                                candidate.key(),
                                candidate.executed().orElseThrow(),
                                donor.key(),
                                donor.instance().gtid().purged())
                        .isEmpty();
    }

    /** Whether all that another one received is among what the candidate will have. */
    boolean covers(Contender other) {
        return other.progress().flatMap(p -> reached.map(r -> r.contains(p))).orElse(false);
    }
}
