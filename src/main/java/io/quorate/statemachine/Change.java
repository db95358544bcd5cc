package io.quorate.statemachine;

/**
 * One thing the group agreed to change. A closed set of records, grouped by what they are about; each applies itself.
 */
public sealed interface Change
        permits FleetChange, NoteChange, RegistrationChange, RecoveryChange, HousekeepingChange, KeyValueChange {

    /** The state after it; total and deterministic. */
    Transition applyTo(ClusterState state);
}
