package io.quorate.recovery.plan;

import io.quorate.operations.plan.Plan;
import io.quorate.operations.plan.Stage;
import io.quorate.operations.plan.Step;
import io.quorate.operations.plan.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The steps that cut replicas off and read them. */
final class FreezeSteps {

    private final Duration patience;
    private final boolean waitsForAll;

    /**
     * @param patience how long a replica may apply its relay logs where that has to be waited for
     * @param waitsForAll whether it is waited for on each; otherwise only where a replica cannot tell what it received
     */
    FreezeSteps(Duration patience, boolean waitsForAll) {
        this.patience = patience;
        this.waitsForAll = waitsForAll;
    }

    Freeze freeze(Contenders contenders) {
        List<Strand> freezing = new ArrayList<>();
        List<Strand> thawing = new ArrayList<>();
        for (Contender contender : contenders.all()) {
            freezing.add(freezing(contender));
            if (!contender.wasStopped()) {
                thawing.add(Strand.of(
                        contender.key(),
                        Strand.IfItFails.NOTE,
                        new Step.StartReplication(
                                contender.key(), contender.channel().name(), Step.Threads.IO)));
            }
        }
        return new Freeze(
                Plan.of(new Stage("Cut the replicas off and read how far each has got", freezing)),
                Plan.of(new Stage("Let the replicas connect to their source again", thawing)));
    }

    private Strand freezing(Contender contender) {
        String channel = contender.channel().name();
        List<Step> steps = new ArrayList<>();
        if (wouldLoseRelayLogs(contender)) {
            steps.add(new Step.StartReplication(contender.key(), channel, Step.Threads.SQL));
        }
        steps.add(new Step.StopReplication(contender.key(), channel, Step.Threads.IO));
        boolean tellsWhatItReceived = contender.executed().isPresent()
                && contender.channel().retrievedGtids().isPresent();
        boolean canApply = contender.channel().sqlThread().isRunning() && !contender.isDelayed();
        if (canApply && (waitsForAll || !tellsWhatItReceived)) {
            steps.add(new Step.AwaitRelayLogsApplied(contender.key(), channel, patience));
        }
        steps.add(new Step.ReadPositions(contender.key()));
        return new Strand(contender.key(), Strand.IfItFails.LOSE_IT, steps);
    }

    /** MariaDB drops them when it starts again after both threads were stopped. */
    private static boolean wouldLoseRelayLogs(Contender contender) {
        return contender.instance().version().isMariaDb()
                && !contender.wasStopped()
                && !contender.channel().sqlThread().isRunning()
                && !contender.channel().sqlError().isPresent();
    }
}
