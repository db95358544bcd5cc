package io.quorate.readmodel;

import io.quorate.log.Leadership;
import io.quorate.model.DetectionRecord;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;

/** Something a watching person wants to know at once. */
public sealed interface FleetEvent {

    /** A cluster looks different, or was seen for the first time. */
    record ClusterChanged(ClusterView cluster) implements FleetEvent {}

    /** A cluster is gone. */
    record ClusterGone(String clusterName) implements FleetEvent {}

    /** A failure was registered. */
    record FailureDetected(DetectionRecord detection) implements FleetEvent {}

    record RecoveryStarted(RecoveryRecord recovery) implements FleetEvent {}

    record RecoveryAdvanced(RecoveryRecord recovery, RecoveryStep step) implements FleetEvent {}

    record RecoveryEnded(RecoveryRecord recovery) implements FleetEvent {}

    /** Downtimes, tags, aliases or other notes changed. */
    record NotesChanged() implements FleetEvent {}

    record LeadershipChanged(Leadership leadership) implements FleetEvent {}
}
