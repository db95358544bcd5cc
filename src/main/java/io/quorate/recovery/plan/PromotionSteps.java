package io.quorate.recovery.plan;

import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.ReplicationChannel;
import io.quorate.operations.plan.Plan;
import io.quorate.operations.plan.Stage;
import io.quorate.operations.plan.Step;
import io.quorate.operations.plan.Strand;
import io.quorate.operations.plan.Strand.IfItFails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The steps that make one replica the primary and the others follow it. */
final class PromotionSteps {

    /** A dead server takes this long at most; nobody waits for it. */
    private static final Duration FENCING_LIMIT = Duration.ofSeconds(5);

    /** What was said to be applied is found executed at once. */
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(1);

    private final RecoveryPolicy policy;
    private final InstanceKey failed;

    PromotionSteps(RecoveryPolicy policy, InstanceKey failed) {
        this.policy = policy;
        this.failed = failed;
    }

    Plan catchingUp(Contender successor, CatchUp catchUp) {
        List<Stage> stages = new ArrayList<>();
        for (Contender donor : catchUp.donors()) {
            stages.add(catchingUp(successor, donor, stages.isEmpty()));
        }
        List<Step> own = stages.isEmpty() ? applying(successor) : List.of();
        if (!own.isEmpty()) {
            stages.add(vital("Let " + successor.key() + " apply its relay logs", successor.key(), own));
        }
        return new Plan(stages);
    }

    Plan promotion(Contender successor) {
        return Plan.of(vital("Promote " + successor.key(), successor.key(), promoting(successor)));
    }

    Plan opening(InstanceKey successor) {
        Step writable = new Step.SetReadOnly(successor, false, false, Step.STATEMENT_LIMIT);
        return policy.promotion().isApplied()
                ? Plan.of(vital("Let " + successor + " take writes", successor, List.of(writable)))
                : Plan.NOTHING;
    }

    private static Stage vital(String purpose, InstanceKey successor, List<Step> steps) {
        return Stage.of(purpose, new Strand(successor, IfItFails.ABORT, steps));
    }

    /** What waits in its own relay logs is applied first: they are thrown away when the source changes. */
    private Stage catchingUp(Contender successor, Contender donor, boolean isFirst) {
        InstanceKey key = successor.key();
        String channel = successor.channel().name();
        List<Step> steps = new ArrayList<>(isFirst ? applying(successor) : List.of());
        steps.add(new Step.StopReplication(key, channel, Step.Threads.BOTH));
        steps.add(Step.ChangeSource.byGtid(
                key, channel, donor.key(), successor.positioning().orElseThrow()));
        steps.add(new Step.StartReplication(key, channel, Step.Threads.BOTH));
        steps.add(new Step.AwaitExecuted(
                key,
                donor.received().orElseThrow(),
                policy.constraints().relayLogs().patience()));
        List<Strand> strands = new ArrayList<>();
        strands.add(new Strand(key, IfItFails.ABORT, steps));
        if (!donor.isApplied() && !donor.channel().sqlThread().isRunning()) {
            strands.add(Strand.of(
                    donor.key(),
                    IfItFails.NOTE,
                    new Step.StartReplication(donor.key(), donor.channel().name(), Step.Threads.SQL)));
        }
        return new Stage("Let " + key + " catch up from " + donor.key(), strands);
    }

    /** That relay logs are empty does not prove that they were executed, so that is checked. */
    private List<Step> applying(Contender successor) {
        List<Step> steps = new ArrayList<>();
        if (successor.isApplied()) {
            return steps;
        }
        String channel = successor.channel().name();
        if (!successor.channel().sqlThread().isRunning()) {
            steps.add(new Step.StartReplication(successor.key(), channel, Step.Threads.SQL));
        }
        steps.add(new Step.AwaitRelayLogsApplied(
                successor.key(), channel, policy.constraints().relayLogs().patience()));
        successor.received().ifPresent(all -> steps.add(new Step.AwaitExecuted(successor.key(), all, CHECK_LIMIT)));
        return steps;
    }

    private List<Step> promoting(Contender successor) {
        InstanceKey key = successor.key();
        String channel = successor.channel().name();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.StopReplication(key, channel, Step.Threads.BOTH));
        if (policy.promotion().isApplied()) {
            steps.add(new Step.ResetReplication(key, channel));
            boolean waitsForAcknowledgements = successor.instance().semiSync().isAvailable()
                    && successor.instance().semiSync().priority() > 0;
            if (waitsForAcknowledgements) {
                steps.add(new Step.SetSemiSync(key, Step.SetSemiSync.Side.SOURCE, true));
            }
        } else if (policy.promotion().isDetachedOtherwise()) {
            steps.add(new Step.DetachSource(key, channel, failed));
        }
        return steps;
    }

    Plan following(InstanceKey successor, List<Contender> movable) {
        List<Strand> now = new ArrayList<>();
        List<Strand> later = new ArrayList<>();
        for (Contender replica : movable) {
            boolean isPostponed = policy.lost()
                    .postponeAbove()
                    .map(limit -> replica.channel().configuredDelay().compareTo(limit) > 0)
                    .orElse(false);
            (isPostponed ? later : now).add(following(replica, successor));
        }
        List<Stage> stages = new ArrayList<>();
        if (!now.isEmpty()) {
            stages.add(new Stage("Let the others follow " + successor, now));
        }
        if (!later.isEmpty()) {
            stages.add(new Stage("Let delayed replicas follow " + successor, later));
        }
        return new Plan(stages);
    }

    /** A replica that an operator had stopped gets its new source and stays stopped. */
    private Strand following(Contender replica, InstanceKey source) {
        InstanceKey key = replica.key();
        String channel = replica.channel().name();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.StopReplication(key, channel, Step.Threads.BOTH));
        steps.add(Step.ChangeSource.byGtid(
                key, channel, source, replica.positioning().orElseThrow()));
        if (!replica.wasStopped()) {
            steps.add(new Step.StartReplication(key, channel, Step.Threads.BOTH));
            steps.add(new Step.AwaitReplicating(key, channel, policy.lost().followPatience()));
        }
        return new Strand(key, IfItFails.LOSE_IT, steps);
    }

    Plan fencing() {
        return closing(policy.promotion().usesSuperReadOnly());
    }

    /** Also for accounts that {@code read_only} does not stop: two servers that take writes are worse than none. */
    Plan closing() {
        return closing(true);
    }

    private Plan closing(boolean withSuper) {
        return Plan.of(Stage.of(
                "Try to close " + failed + " for writes",
                Strand.of(failed, IfItFails.NOTE, new Step.SetReadOnly(failed, true, withSuper, FENCING_LIMIT))));
    }

    Plan detaching(List<Member> replicas) {
        List<Strand> strands = new ArrayList<>();
        for (Member replica : replicas) {
            replica.instance()
                    .flatMap(i -> i.channel())
                    .map(ReplicationChannel::name)
                    .ifPresent(channel -> strands.add(Strand.of(
                            replica.key(),
                            IfItFails.NOTE,
                            new Step.StopReplication(replica.key(), channel, Step.Threads.BOTH),
                            new Step.DetachSource(replica.key(), channel, failed))));
        }
        return strands.isEmpty()
                ? Plan.NOTHING
                : Plan.of(new Stage("Cut lost replicas off " + failed + " for good", strands));
    }
}
