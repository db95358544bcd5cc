package io.quorate.recovery.plan;

import io.quorate.model.Place;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which replicas come into question as the one that others are gathered below: whoever received most goes
 * first, whatever its promotion rule. Among equals: a short queue of unapplied transactions, a lower version, a smaller
 * log format, the failed primary's data center, no errant transactions, the better promotion rule, and at last the name,
 * so that the order is total.
 */
final class FirstChoice {

    /** Fewer unapplied transactions than this are applied in a moment and decide nothing. */
    private static final long LONG_QUEUE = 1_000;

    private FirstChoice() {}

    static Comparator<Contender> order(Contenders contenders, Place failedPlace) {
        return contenders
                .mostAdvancedFirst()
                .thenComparing(c -> c.backlog() >= LONG_QUEUE)
                .thenComparing(c -> !c.instance().binaryLog().canFeedReplicas())
                .thenComparingInt(c -> c.instance().version().major())
                .thenComparingInt(c -> c.instance().version().minor())
                .thenComparingInt(c -> c.instance().binaryLog().formatRank())
                .thenComparing(c -> !c.member().place().dataCenter().equals(failedPlace.dataCenter()))
                .thenComparing(Contender::hasErrant)
                .thenComparing(Contender::rule)
                .thenComparing(Contender::key);
    }

    static List<Contender> sort(List<Contender> candidates, Contenders contenders, Place failedPlace) {
        return candidates.stream().sorted(order(contenders, failedPlace)).toList();
    }
}
