package io.quorate.readmodel;

import io.quorate.log.Leadership;
import io.quorate.model.DetectionRecord;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;

/** Something a watching person wants to know at once. */
public sealed interface FleetEvent {

    /** Calls the method for this kind of event. */
    void tell(Listener listener);

    /** One method per kind of event, so that nobody can forget one. */
    interface Listener {
        void clusterChanged(ClusterView cluster);

        void clusterGone(String clusterName);

        void failureDetected(DetectionRecord detection);

        void recoveryStarted(RecoveryRecord recovery);

        void recoveryAdvanced(RecoveryRecord recovery, RecoveryStep step);

        void recoveryEnded(RecoveryRecord recovery);

        void notesChanged();

        void leadershipChanged(Leadership leadership);
    }

    /** A cluster looks different, or was seen for the first time. */
    record ClusterChanged(ClusterView cluster) implements FleetEvent {
        @Override
        public void tell(Listener listener) {
            listener.clusterChanged(cluster);
        }
    }

    /** A cluster is gone. */
    record ClusterGone(String clusterName) implements FleetEvent {
        @Override
        public void tell(Listener listener) {
            listener.clusterGone(clusterName);
        }
    }

    /** A failure was registered. */
    record FailureDetected(DetectionRecord detection) implements FleetEvent {
        @Override
        public void tell(Listener listener) {
            listener.failureDetected(detection);
        }
    }

    /** A recovery was registered and begins. */
    record RecoveryStarted(RecoveryRecord recovery) implements FleetEvent {
        @Override
        public void tell(Listener listener) {
            listener.recoveryStarted(recovery);
        }
    }

    /** A recovery noted a step. */
    record RecoveryAdvanced(RecoveryRecord recovery, RecoveryStep step) implements FleetEvent {
        @Override
        public void tell(Listener listener) {
            listener.recoveryAdvanced(recovery, step);
        }
    }

    /** A recovery ended, well or not. */
    record RecoveryEnded(RecoveryRecord recovery) implements FleetEvent {
        @Override
        public void tell(Listener listener) {
            listener.recoveryEnded(recovery);
        }
    }

    /** Downtimes, tags, aliases or other notes changed. */
    record NotesChanged() implements FleetEvent {
        @Override
        public void tell(Listener listener) {
            listener.notesChanged();
        }
    }

    /** Who leads changed. */
    record LeadershipChanged(Leadership leadership) implements FleetEvent {
        @Override
        public void tell(Listener listener) {
            listener.leadershipChanged(leadership);
        }
    }
}
