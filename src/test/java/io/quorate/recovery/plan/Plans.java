package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Plans for drawn topologies whose first server has died; the drawing is also the measurement. */
final class Plans {

    private Plans() {}

    static RecoveryPlan plan(String text, RecoveryPolicy policy) {
        return plan(result(text, policy));
    }

    static RecoveryPlan plan(PlanResult result) {
        return result.fold(plan -> plan, refusal -> {
            throw new AssertionError("refused: " + refusal.reasons());
        });
    }

    static Refusal refusal(String text, RecoveryPolicy policy) {
        return refusal(result(text, policy));
    }

    static Refusal refusal(PlanResult result) {
        return result.<Refusal>fold(
                plan -> {
                    throw new AssertionError("not refused:\n" + plan);
                },
                refusal -> refusal);
    }

    static PlanResult result(String text, RecoveryPolicy policy) {
        return new DeadPrimaryPlanner(policy).preview(failure(text));
    }

    static Contenders contenders(String text) {
        PrimaryFailure failure = failure(text);
        Map<InstanceKey, Reading> readings = new HashMap<>();
        failure.topology().members().forEach(m -> m.instance().ifPresent(i -> readings.put(m.key(), Reading.of(i))));
        return Contenders.of(failure, readings);
    }

    static PrimaryFailure failure(String text) {
        return failure(text, Optional.empty());
    }

    static PrimaryFailure failure(String text, Optional<String> designated) {
        Topology topology = Topologies.parse(text);
        InstanceKey failed = InstanceKey.parse(topology.name()).orElseThrow();
        return new PrimaryFailure(topology, failed, designated.map(Topologies::key));
    }
}
