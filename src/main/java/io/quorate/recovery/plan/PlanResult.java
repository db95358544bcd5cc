package io.quorate.recovery.plan;

import java.util.List;
import java.util.function.Function;

/** A plan, or the reasons why there is none. */
public sealed interface PlanResult permits RecoveryPlan, Refusal {

    /** What was thought of each replica, best first. */
    List<CandidateVerdict> verdicts();

    <T> T fold(Function<RecoveryPlan, T> plan, Function<Refusal, T> refusal);
}
