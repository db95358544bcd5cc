package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import io.quorate.operations.plan.Plan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who is promoted, and how.
 *
 * @param catchUp until the successor has executed all that can be had; up to its end the replicas can be let go again
 * @param promotion takes the successor off its source for good
 * @param opening makes the successor take writes; empty where the policy leaves that to others. If one of these three
 *     fails, nobody was promoted
 * @param following points the other replicas at the successor
 * @param fencing closes the failed primary: before the opening if it answers, else in the background, best effort
 * @param lost replicas that cannot follow, each with the reason
 * @param lossNotes what is known to stay behind on lost replicas, a sentence each; empty when nothing is lost
 * @param method the old systems' word for how replicas were compared and moved, e.g. {@code MasterRecoveryGTID}
 */
public record RecoveryPlan(
        InstanceKey successor,
        Plan catchUp,
        Plan promotion,
        Plan opening,
        Plan following,
        Plan fencing,
        SortedMap<InstanceKey, String> lost,
        List<String> lossNotes,
        List<CandidateVerdict> verdicts,
        String method)
        implements PlanResult {

    public RecoveryPlan {
        lost = Collections.unmodifiableSortedMap(new TreeMap<>(lost));
        lossNotes = List.copyOf(lossNotes);
        verdicts = List.copyOf(verdicts);
    }

    /** From now until the successor takes writes. */
    public Plan becoming() {
        return catchUp.then(promotion).then(opening);
    }

    @Override
    public <T> T fold(Function<RecoveryPlan, T> plan, Function<Refusal, T> refusal) {
        return plan.apply(this);
    }

    /** The whole story, for a dry run. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        verdicts.forEach(v -> text.append(v.describe()).append('\n'));
        text.append(becoming().then(following));
        lost.forEach((key, why) ->
                text.append("lost: ").append(key).append(": ").append(why).append('\n'));
        lossNotes.forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }
}
