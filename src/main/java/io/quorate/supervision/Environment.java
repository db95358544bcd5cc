package io.quorate.supervision;

import akka.actor.typed.ActorRef;
import io.quorate.analysis.AnalysisSettings;
import io.quorate.probing.Fleet;
import io.quorate.readmodel.ReadModel;
import io.quorate.readmodel.ViewPublisher;
import io.quorate.recovery.run.Surroundings;
import java.time.Duration;
import java.time.Instant;

/**
 * What every supervisor of this node works with.
 *
 * @param fleet asked for readings outside their rhythm
 * @param views told what is seen
 * @param readModel asked for the names people have for clusters
 * @param recovery what recoveries work with; its log, clock and executors serve the supervisors too
 * @param changelogRetention how long changes of diagnoses are kept ({@code UnseenInstanceForgetHours})
 * @param startedAt when this process began to probe: older observations are no evidence
 */
public record Environment(
        ActorRef<Fleet.Command> fleet,
        ViewPublisher views,
        ReadModel readModel,
        AnalysisSettings analysis,
        Surroundings recovery,
        Duration changelogRetention,
        Instant startedAt) {}
