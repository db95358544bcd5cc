package io.quorate.statemachine;

/**
 * All that the group of nodes agrees on, as one immutable value; the replicated log makes it, snapshots store it.
 *
 * @param fleet which servers are watched
 * @param notes what people said of servers and clusters
 * @param recoveries what was detected and what was done about it
 * @param keyValues the internal key-value store
 */
public record ClusterState(FleetState fleet, Notes notes, RecoveryHistory recoveries, KeyValues keyValues) {

    public static final ClusterState EMPTY =
            new ClusterState(FleetState.EMPTY, Notes.EMPTY, RecoveryHistory.EMPTY, KeyValues.EMPTY);

    ClusterState with(FleetState newFleet) {
        return new ClusterState(newFleet, notes, recoveries, keyValues);
    }

    ClusterState with(Notes newNotes) {
        return new ClusterState(fleet, newNotes, recoveries, keyValues);
    }

    ClusterState with(RecoveryHistory newRecoveries) {
        return new ClusterState(fleet, notes, newRecoveries, keyValues);
    }

    ClusterState with(KeyValues newKeyValues) {
        return new ClusterState(fleet, notes, recoveries, newKeyValues);
    }
}
