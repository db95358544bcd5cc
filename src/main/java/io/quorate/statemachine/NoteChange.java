package io.quorate.statemachine;

import io.quorate.model.Downtime;
import io.quorate.model.InstanceKey;
import io.quorate.model.Maintenance;
import io.quorate.model.PromotionRule;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.pcollections.TreePMap;

/** Changes of what people say of servers and clusters. */
public sealed interface NoteChange extends Change {

    /** A new downtime replaces the server's former one. */
    record BeginDowntime(Downtime downtime) implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            return Transition.done(
                    state.with(notes.withDowntimes(Notes.plus(notes.downtimes(), downtime.key(), downtime))));
        }
    }

    /** No error when there is none. */
    record EndDowntime(InstanceKey key) implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            return Transition.done(state.with(notes.withDowntimes(Notes.minus(notes.downtimes(), key))));
        }
    }

    /** Refused while another one is active on the server. Done carries the maintenance's number. */
    record BeginMaintenance(InstanceKey key, String owner, String reason, Instant at, Optional<Instant> ends)
            implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            Maintenance present = notes.maintenances().get(key);
            if (present != null && present.isActiveAt(at)) {
                return Transition.refused(
                        state, key + " is in maintenance already, by " + present.owner() + ": " + present.reason());
            }
            long id = notes.nextMaintenanceId();
            Maintenance begun = new Maintenance(id, key, owner, reason, at, ends);
            return Transition.done(
                    state.with(notes.withMaintenances(Notes.plus(notes.maintenances(), key, begun), id + 1)), id);
        }
    }

    /** Refused when no maintenance of that number is active. */
    record EndMaintenance(long id) implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            return notes.maintenances().values().stream()
                    .filter(m -> m.id() == id)
                    .findFirst()
                    .map(m -> Transition.done(
                            state.with(notes.withMaintenances(
                                    Notes.minus(notes.maintenances(), m.key()), notes.nextMaintenanceId())),
                            id))
                    .orElseGet(() -> Transition.refused(state, "no maintenance with id " + id + " is active"));
        }
    }

    /** Registering again renews the rule's life. */
    record RegisterCandidate(InstanceKey key, PromotionRule rule, Instant at) implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            return Transition.done(state.with(
                    notes.withCandidates(Notes.plus(notes.candidates(), key, new Notes.Candidate(rule, at)))));
        }
    }

    /** Sets or replaces one tag; the value may be empty. */
    record PutTag(InstanceKey key, String name, String value) implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            SortedMap<String, String> tags = notes.tags().getOrDefault(key, TreePMap.empty());
            return Transition.done(
                    state.with(notes.withTags(Notes.plus(notes.tags(), key, Notes.plus(tags, name, value)))));
        }
    }

    /** No error when there is none. */
    record DeleteTag(InstanceKey key, String name) implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            SortedMap<String, String> left = Notes.minus(notes.tags().getOrDefault(key, TreePMap.empty()), name);
            return Transition.done(state.with(notes.withTags(
                    left.isEmpty() ? Notes.minus(notes.tags(), key) : Notes.plus(notes.tags(), key, left))));
        }
    }

    /** An empty name removes it. */
    record SetUnresolvedName(InstanceKey key, String name) implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            return Transition.done(state.with(notes.withUnresolved(
                    name.isEmpty()
                            ? Notes.minus(notes.unresolved(), key)
                            : Notes.plus(notes.unresolved(), key, name))));
        }
    }

    /** An alias by hand, which outranks what servers suggest. An empty alias removes it. */
    record SetAliasOverride(String clusterName, String alias) implements NoteChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Notes notes = state.notes();
            return Transition.done(state.with(notes.withAliasOverrides(
                    alias.isEmpty()
                            ? Notes.minus(notes.aliasOverrides(), clusterName)
                            : Notes.plus(notes.aliasOverrides(), clusterName, alias))));
        }
    }
}
