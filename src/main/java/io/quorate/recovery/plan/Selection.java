package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import io.quorate.model.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who of those that may be promoted is. */
final class Selection {

    private final PrimaryFailure failure;
    private final Contenders contenders;
    private final Judgement judgement;
    private final RecoveryPolicy policy;
    private final List<Contender> ranked;
    private final Map<InstanceKey, CatchUp> catchUps = new HashMap<>();

    /** At least one contender may be promoted. */
    Selection(PrimaryFailure failure, Contenders contenders, Judgement judgement, RecoveryPolicy policy) {
        this.failure = failure;
        this.contenders = contenders;
        this.judgement = judgement;
        this.policy = policy;
        this.ranked = FirstChoice.sort(contenders.all(), contenders, failedPlace());
        ranked.forEach(c -> catchUps.put(c.key(), CatchUp.of(c, contenders, policy.compatibility())));
    }

    /** Who is promoted, what speaks for it, and how it gets what it lacks. */
    record Winner(Contender contender, String reason, CatchUp catchUp) {}

    Winner winner() {
        List<Contender> pool = withLeastLoss();
        Contender first = pool.get(0);
        if (failure.designated().isPresent()) {
            return winner(first, "an operator asked for it");
        }
        List<Contender> takers =
                pool.stream().filter(c -> canTakeOver(c, first)).toList();
        Optional<BetterPlaced.Choice> better = new BetterPlaced(first, failedPlace(), takers).choose();
        return better.map(choice -> winner(choice.contender(), choice.reason()))
                .orElseGet(() -> winner(first, "it is the most advanced replica that may be promoted"));
    }

    private Winner winner(Contender contender, String reason) {
        return new Winner(contender, reason, catchUp(contender));
    }

    /** Losing nothing comes before every preference. */
    private List<Contender> withLeastLoss() {
        List<Contender> eligible =
                ranked.stream().filter(judgement::mayBePromoted).toList();
        long least = eligible.stream()
                .mapToLong(c -> catchUp(c).unobtainable())
                .min()
                .orElseThrow(() -> new IllegalStateException("nobody may be promoted"));
        return eligible.stream().filter(c -> catchUp(c).unobtainable() == least).toList();
    }

    private boolean canTakeOver(Contender taker, Contender first) {
        return taker.positioning().isPresent()
                && policy.compatibility().canReplicateFrom(taker.instance(), first.instance())
                && policy.compatibility().canReplicateFrom(first.instance(), taker.instance());
    }

    private CatchUp catchUp(Contender contender) {
        return catchUps.getOrDefault(contender.key(), new CatchUp(List.of(), Optional.empty(), 0));
    }

    private Place failedPlace() {
        return failure.failedMember().place();
    }

    /** What stays behind, a sentence for each replica that holds something; empty when nothing does. */
    List<String> lossNotes(Winner winner) {
        if (winner.catchUp().unobtainable() == 0) {
            return List.of();
        }
        List<String> notes = new ArrayList<>();
        for (Contender other : ranked) {
            if (other.isProgressClean() && !winner.catchUp().covers(other)) {
                long count = other.progress()
                        .flatMap(p -> winner.catchUp().reached().map(p::countBeyond))
                        .orElse(0L);
                notes.add(
                        count + " transactions that " + other.key() + " received cannot be had from it and stay there");
            }
        }
        return notes;
    }

    /** For each contender, the winner first. */
    List<CandidateVerdict> verdicts(Winner winner) {
        List<CandidateVerdict> verdicts = new ArrayList<>();
        verdicts.add(new CandidateVerdict(winner.contender().key(), true, praise(winner)));
        for (Contender other : ranked) {
            if (!other.key().equals(winner.contender().key())) {
                verdicts.add(new CandidateVerdict(other.key(), false, against(other, winner)));
            }
        }
        return verdicts;
    }

    private List<String> praise(Winner winner) {
        List<String> reasons = new ArrayList<>();
        reasons.add(winner.reason());
        long missing = contenders.missing(winner.contender());
        if (!winner.catchUp().donors().isEmpty()) {
            List<String> donors = winner.catchUp().donors().stream()
                    .map(d -> d.key().toString())
                    .toList();
            reasons.add("it first gets " + missing + " transactions from " + String.join(", then ", donors));
        }
        judgement.reasonsAgainst(winner.contender().key()).forEach(r -> reasons.add("although " + r));
        return reasons;
    }

    private List<String> against(Contender other, Winner winner) {
        List<String> objections = judgement.reasonsAgainst(other.key());
        if (!objections.isEmpty()) {
            return objections;
        }
        if (catchUp(other).unobtainable() > winner.catchUp().unobtainable()) {
            return List.of("promoting it would leave " + catchUp(other).unobtainable() + " transactions behind");
        }
        String name = winner.contender().key().toString();
        long gap = contenders.missing(other) - contenders.missing(winner.contender());
        return List.of(
                gap > 0
                        ? "it has received " + gap + " transactions fewer than " + name
                        : name + " comes before it: " + winner.reason());
    }
}
