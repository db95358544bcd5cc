package io.quorate.recovery.plan;

import java.util.List;
import java.util.function.Function;

/**
 * Nobody can be promoted.
 *
 * @param reasons a sentence each, the weightiest first
 */
public record Refusal(List<String> reasons, List<CandidateVerdict> verdicts) implements PlanResult, Preparation {

    public Refusal {
        reasons = List.copyOf(reasons);
        verdicts = List.copyOf(verdicts);
    }

    static Refusal of(String reason, List<CandidateVerdict> verdicts) {
        return new Refusal(List.of(reason), verdicts);
    }

    @Override
    public <T> T fold(Function<RecoveryPlan, T> plan, Function<Refusal, T> refusal) {
        return refusal.apply(this);
    }

    @Override
    public <T> T foldPreparation(Function<Freeze, T> freeze, Function<Refusal, T> refusal) {
        return refusal.apply(this);
    }
}
