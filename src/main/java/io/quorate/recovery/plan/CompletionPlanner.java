package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.gtid.GtidSet;
import io.quorate.operations.plan.GtidReach;
import io.quorate.operations.plan.Plan;
import io.quorate.operations.plan.Stage;
import io.quorate.operations.plan.Step;
import io.quorate.operations.plan.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans what is left of the replacement of a dead primary when whoever began it is gone: the successor has given up its
 * source, so that nobody else may be promoted; it is made writable if it is not, and the replicas that still hang below
 * the dead primary are moved.
 *
 * <p>Pure: the same arguments give the same answer.
 */
public final class CompletionPlanner {

    private final RecoveryPolicy policy;

    public CompletionPlanner(RecoveryPolicy policy) {
        this.policy = policy;
    }

    /** Whether the server has given up the dead primary and follows none of its replicas either. */
    public static boolean isPromoted(Instance successor, PrimaryFailure failure) {
        return successor
                .channel()
                .map(link -> !link.source().equals(failure.failed())
                        && failure.topology().member(link.source()).isEmpty())
                .orElse(true);
    }

    /**
     * The rest.
     *
     * @param successor as it is now
     * @param measurement of the replicas that are left
     * @param moved replicas that hang below the successor by now; those of them that stand still are started
     */
    public RecoveryPlan plan(
            PrimaryFailure failure, Instance successor, Measurement measurement, List<Instance> moved) {
        List<Contender> movable = new ArrayList<>();
        SortedMap<InstanceKey, String> lost = new TreeMap<>(measurement.failures());
        Orphans.unreachable(failure.topology(), failure.failed())
                .forEach(member -> lost.putIfAbsent(member.key(), "it does not answer"));
        for (Contender replica : Contenders.of(failure, measurement.readings()).all()) {
            reasonAgainst(replica, successor)
                    .ifPresentOrElse(why -> lost.put(replica.key(), why), () -> movable.add(replica));
        }
        movable.removeIf(replica -> replica.key().equals(successor.key()));
        lost.remove(successor.key());
        PromotionSteps steps = new PromotionSteps(policy, failure.failed());
        return new RecoveryPlan(
                successor.key(),
                Plan.NOTHING,
                Plan.NOTHING,
                successor.isReadOnly() ? steps.opening(successor.key()) : Plan.NOTHING,
                starting(successor.key(), moved).then(steps.following(successor.key(), movable)),
                policy.promotion().isApplied() ? steps.fencing() : Plan.NOTHING,
                lost,
                List.of(),
                List.of(),
                "MasterRecoveryGTID");
    }

    private Plan starting(InstanceKey successor, List<Instance> moved) {
        List<Strand> strands = new ArrayList<>();
        for (Instance replica : moved) {
            replica.channel()
                    .filter(link ->
                            link.source().equals(successor) && !link.ioThread().isRunning())
                    .ifPresent(link -> strands.add(Strand.of(
                            replica.key(),
                            Strand.IfItFails.LOSE_IT,
                            new Step.StartReplication(replica.key(), link.name(), Step.Threads.BOTH),
                            new Step.AwaitReplicating(
                                    replica.key(), link.name(), policy.lost().followPatience()))));
        }
        return strands.isEmpty()
                ? Plan.NOTHING
                : Plan.of(new Stage("Start the replicas that were moved and stand still", strands));
    }

    private Optional<String> reasonAgainst(Contender replica, Instance successor) {
        List<String> reasons = policy.compatibility().reasonsAgainst(replica.instance(), successor);
        if (!reasons.isEmpty()) {
            return Optional.of(String.join("; ", reasons));
        }
        Optional<GtidSet> has = replica.progress();
        Optional<GtidSet> theirs = successor.gtid().executed();
        if (replica.positioning().isEmpty() || has.isEmpty() || theirs.isEmpty()) {
            return Optional.of("it cannot be placed below another server without GTIDs");
        }
        if (!theirs.get().contains(has.get())) {
            GtidSet ahead = has.get().subtract(theirs.get());
            return Optional.of("it has " + ahead.count() + " transactions that " + successor.key() + " cannot get: "
                    + ahead.toLine());
        }
        return GtidReach.reasonAgainst(
                replica.key(),
                replica.executed().orElseThrow(),
                successor.key(),
                successor.gtid().purged());
    }
}
