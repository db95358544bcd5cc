package io.quorate.recovery.plan;

import io.quorate.model.Place;
import io.quorate.model.PromotionRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who should be promoted in place of the most advanced replica, because operators prefer it or because it stands in a
 * better place. The rules are tried in order; the first that finds somebody decides. "Same place" is the same data center
 * and environment; a candidate has the rule {@code must} or {@code prefer}.
 *
 * <p>Promotion constraints are no part of it: whoever they forbid is not among those to choose from.
 */
final class BetterPlaced {

    private final Contender first;
    private final Place failedPlace;
    private final List<Contender> takers;

    /**
     * @param takers who may be promoted and can take over from the first, best first; the best of several that match one
     *     rule is taken
     */
    BetterPlaced(Contender first, Place failedPlace, List<Contender> takers) {
        this.first = first;
        this.failedPlace = failedPlace;
        this.takers = takers.stream().filter(t -> !t.key().equals(first.key())).toList();
    }

    /** Somebody with the reason, or empty to keep the first. */
    Optional<Choice> choose() {
        if (isCandidate(first) && isAt(failedPlace, first)) {
            return Optional.empty();
        }
        Optional<Choice> near = find(
                BetterPlaced::isCandidate, c -> isAt(failedPlace, c), "a preferred candidate where the primary was");
        if (near.isPresent() || isCandidate(first)) {
            return near;
        }
        Optional<Choice> preferred = find(
                        BetterPlaced::isCandidate,
                        c -> isAt(first.member().place(), c),
                        "a preferred candidate in the same place as the most advanced replica")
                .or(() -> find(BetterPlaced::isCandidate, c -> true, "a preferred candidate"));
        return preferred.isPresent() || first.rule() != PromotionRule.PREFER_NOT ? preferred : neutral();
    }

    private Optional<Choice> neutral() {
        String notThat = ", since " + first.key() + " is prefer_not";
        return find(BetterPlaced::isNeutral, c -> isAt(failedPlace, c), "neutral and where the primary was" + notThat)
                .or(() -> find(
                        BetterPlaced::isNeutral,
                        c -> isAt(first.member().place(), c),
                        "neutral and in the same place as the most advanced replica" + notThat))
                .or(() -> find(BetterPlaced::isNeutral, c -> true, "neutral" + notThat));
    }

    private Optional<Choice> find(Predicate<Contender> rule, Predicate<Contender> place, String reason) {
        return takers.stream().filter(rule.and(place)).findFirst().map(c -> new Choice(c, reason));
    }

    private static boolean isCandidate(Contender contender) {
        return contender.rule().isCandidate();
    }

    private static boolean isNeutral(Contender contender) {
        return contender.rule() == PromotionRule.NEUTRAL;
    }

    private static boolean isAt(Place place, Contender contender) {
        return contender.member().place().isSameAs(place);
    }

    /** Who, and why. */
    record Choice(Contender contender, String reason) {}
}
