package io.quorate.statemachine;

import java.util.Objects;

/**
 * All that the group of nodes agrees on, as one immutable value; the replicated log makes it, snapshots store it.
 *
 * @param fleet which servers are watched
 * @param notes what people said of servers and clusters
 * @param recoveries what was detected and what was done about it
 * @param keyValues the key-value store
 * @param registrations what scripts, agents and people registered; nothing in states that older versions stored
 */
public record ClusterState(
        FleetState fleet, Notes notes, RecoveryHistory recoveries, KeyValues keyValues, Registrations registrations) {

    public static final ClusterState EMPTY = new ClusterState(
            FleetState.EMPTY, Notes.EMPTY, RecoveryHistory.EMPTY, KeyValues.EMPTY, Registrations.EMPTY);

    public ClusterState {
        registrations = Objects.requireNonNullElse(registrations, Registrations.EMPTY);
    }

    ClusterState with(FleetState newFleet) {
        return new ClusterState(newFleet, notes, recoveries, keyValues, registrations);
    }

    ClusterState with(Notes newNotes) {
        return new ClusterState(fleet, newNotes, recoveries, keyValues, registrations);
    }

    ClusterState with(RecoveryHistory newRecoveries) {
        return new ClusterState(fleet, notes, newRecoveries, keyValues, registrations);
    }

    ClusterState with(KeyValues newKeyValues) {
        return new ClusterState(fleet, notes, recoveries, newKeyValues, registrations);
    }

    ClusterState with(Registrations newRegistrations) {
        return new ClusterState(fleet, notes, recoveries, keyValues, newRegistrations);
    }
}
