package io.quorate.recovery.run;

import io.quorate.hooks.HookContext;
import io.quorate.model.FailureSummary;
import io.quorate.model.Instance;
import io.quorate.model.Member;
import io.quorate.model.RecoveryRecord;
import io.quorate.recovery.plan.RecoveryPolicy;
import java.time.Instant;
import java.util.Optional;

/** What hooks are told, the same from the detection to the end; the outcome is added when there is one. */
final class HookContexts {

    private HookContexts() {}

    static HookContext before(Assignment assignment, RecoveryPolicy policy, String node, Instant now) {
        FailureSummary failure = assignment.failure();
        boolean isDowntimed = assignment
                .topology()
                .member(failure.key())
                .map(m -> m.isDowntimedAt(now))
                .orElse(false);
        HookContext.Failure found = new HookContext.Failure(
                failure.analysis(),
                failure.description(),
                failure.key(),
                role(failure),
                failure.isPrimary(),
                failure.isCoPrimary(),
                failure.replicas().size(),
                failure.replicas(),
                isDowntimed);
        HookContext.ReplicationCluster cluster = new HookContext.ReplicationCluster(
                failure.clusterName(),
                failure.clusterAlias(),
                failure.clusterDomain(),
                policy.scope().primaries().covers(failure.clusterName(), failure.clusterAlias()),
                policy.scope().intermediateSources().covers(failure.clusterName(), failure.clusterAlias()));
        return HookContext.of(found, cluster, node, assignment.uid()).withCommand(failure.commandHint());
    }

    private static HookContext.Role role(FailureSummary failure) {
        if (failure.isCoPrimary()) {
            return HookContext.Role.CO_PRIMARY;
        }
        return failure.isPrimary() ? HookContext.Role.PRIMARY : HookContext.Role.INTERMEDIATE_SOURCE;
    }

    static HookContext after(HookContext before, RecoveryRecord.Result result) {
        HookContext context = before.withLostReplicas(result.lostReplicas());
        if (result.successor().isEmpty()) {
            return context;
        }
        Optional<String> coordinates = Optional.of(result.successorCoordinates())
                .filter(c -> !c.isEmpty())
                .map(Object::toString);
        return context.withSuccessor(
                new HookContext.Successor(result.successor().get(), result.successorAlias(), coordinates));
    }

    /** The alias a server has for itself; empty if it has none. */
    static String aliasOf(Optional<Member> member) {
        return member.flatMap(Member::instance).map(Instance::alias).orElse("");
    }
}
