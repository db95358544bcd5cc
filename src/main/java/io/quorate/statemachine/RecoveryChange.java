package io.quorate.statemachine;

import io.quorate.model.DetectionRecord;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes of what was detected and what is done about it. */
public sealed interface RecoveryChange extends Change {

    /**
     * A failure was noticed. Refused while the same server has an active detection of the same actionability, so that
     * hooks run once. Done carries its number.
     *
     * @param blockPeriod how long the same failure is not registered again
     */
    record RegisterDetection(
            FailureSummary failure, boolean isActionable, String node, Instant at, Duration blockPeriod)
            implements RecoveryChange {
        @Override
        public Transition applyTo(ClusterState state) {
            RecoveryHistory history = state.recoveries();
            Optional<DetectionRecord> active = history.activeDetection(failure.key(), isActionable, at);
            if (active.isPresent()) {
                return Transition.refused(
                        state,
                        "the failure of " + failure.key() + " is registered already, as detection "
                                + active.get().id());
            }
            long id = history.nextId();
            DetectionRecord detection =
                    new DetectionRecord(id, failure, isActionable, node, at, at.plus(blockPeriod), Optional.empty());
            return Transition.done(state.with(history.withDetection(detection)), id);
        }
    }

    /**
     * A recovery shall begin; at most one runs on a cluster. Refused, with the blocking recovery named, while one runs
     * there, or, unless forced, within the period after one that nobody acknowledged. Forcing acknowledges ended
     * recoveries of the server. Done carries its number.
     *
     * @param blockPeriod how long automatic recoveries of the cluster are blocked afterwards
     */
    record RegisterRecovery(
            String uid,
            RecoveryKind kind,
            FailureSummary failure,
            String node,
            long epoch,
            long detectionId,
            boolean isForced,
            Instant at,
            Duration blockPeriod)
            implements RecoveryChange {
        @Override
        public Transition applyTo(ClusterState state) {
            RecoveryHistory history = state.recoveries();
            Optional<RecoveryRecord> blocker = isForced
                    ? history.recoveries().stream()
                            .filter(r -> r.isRunning()
                                    && r.isActiveAt(at)
                                    && r.failure().clusterName().equals(failure.clusterName()))
                            .findFirst()
                    : history.blockerOf(failure.key(), failure.clusterName(), at);
            if (blocker.isPresent()) {
                return Transition.refused(state, reason(blocker.get()));
            }
            long id = history.nextId();
            RecoveryRecord recovery = new RecoveryRecord(
                    id,
                    uid,
                    kind,
                    failure,
                    node,
                    epoch,
                    detectionId,
                    at,
                    at.plus(blockPeriod),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            RecoveryHistory cleared = isForced ? acknowledgeEnded(history) : history;
            return Transition.done(
                    state.with(cleared.withDetections(d -> d.id() == detectionId, d -> d.followedBy(uid))
                            .withRecovery(recovery)),
                    id);
        }

        private RecoveryHistory acknowledgeEnded(RecoveryHistory history) {
            RecoveryRecord.Acknowledgement implied =
                    new RecoveryRecord.Acknowledgement("quorate", "implied by a forced recovery", at);
            return history.withRecoveries(
                    r -> !r.isRunning()
                            && r.acknowledgement().isEmpty()
                            && r.failure().key().equals(failure.key()),
                    r -> r.acknowledged(implied));
        }

        private String reason(RecoveryRecord blocker) {
            return "recovery " + blocker.id() + " of " + blocker.failure().key() + " ("
                    + blocker.failure().analysis() + ") "
                    + (blocker.isRunning() ? "is running" : "ended and blocks another until " + blocker.activeUntil())
                    + "; acknowledge it to allow a new one";
        }
    }

    /**
     * A recovery is about to change servers in a way that whoever takes over must know of. Refused unless it runs in that
     * epoch, so that a leader that was replaced learns it before it changes anything.
     */
    record RecordUndertaking(String uid, long epoch, RecoveryRecord.Undertaking undertaking) implements RecoveryChange {
        @Override
        public Transition applyTo(ClusterState state) {
            RecoveryHistory history = state.recoveries();
            Predicate<RecoveryRecord> own = r -> r.uid().equals(uid) && r.isRunning() && r.epoch() == epoch;
            if (history.recoveries().stream().noneMatch(own)) {
                return Transition.refused(state, "no recovery with uid " + uid + " runs in epoch " + epoch);
            }
            return Transition.done(state.with(history.withRecoveries(own, r -> r.undertaking(undertaking))));
        }
    }

    /** Steps of a recovery, in the order in which they happened; ids are given here. */
    record RecordSteps(String recoveryUid, List<Step> steps) implements RecoveryChange {

        /** One step without its number. */
        public record Step(Instant at, String message) {}

        public RecordSteps {
            steps = List.copyOf(steps);
        }

        @Override
        public Transition applyTo(ClusterState state) {
            RecoveryHistory history = state.recoveries();
            for (Step step : steps) {
                history = history.withStep(recoveryUid, step.at(), step.message());
            }
            return Transition.done(state.with(history));
        }
    }

    /**
     * A recovery ended. Its block period goes on, unless it changed no server: then it is brief. Ends the detections of the
     * failed server after a success.
     */
    record ResolveRecovery(String uid, RecoveryRecord.Result result, Instant at) implements RecoveryChange {
        @Override
        public Transition applyTo(ClusterState state) {
            RecoveryHistory history = state.recoveries();
            Optional<RecoveryRecord> recovery = history.recovery(uid);
            if (recovery.isEmpty() || !recovery.get().isRunning()) {
                return Transition.refused(state, "no recovery with uid " + uid + " is running");
            }
            InstanceKey failed = recovery.get().failure().key();
            return Transition.done(
                    state.with(history.withRecoveries(r -> r.uid().equals(uid), r -> r.resolved(result, at))
                            .withDetections(
                                    d -> result.isSuccessful()
                                            && d.failure().key().equals(failed),
                                    d -> d.endedAt(at))),
                    recovery.get().id());
        }
    }

    /**
     * A recovery whose node died or lost its leadership half-way: it is ended without a result and acknowledged, so
     * that it blocks nobody; its steps tell how far it came.
     */
    record AbandonRecovery(String uid, String reason, Instant at) implements RecoveryChange {
        @Override
        public Transition applyTo(ClusterState state) {
            RecoveryHistory history = state.recoveries();
            Predicate<RecoveryRecord> running = r -> r.uid().equals(uid) && r.isRunning();
            if (history.recoveries().stream().noneMatch(running)) {
                return Transition.refused(state, "no recovery with uid " + uid + " is running");
            }
            RecoveryRecord.Acknowledgement by = new RecoveryRecord.Acknowledgement("quorate", reason, at);
            return Transition.done(state.with(history.withRecoveries(
                    running,
                    r -> r.resolved(RecoveryRecord.Result.failed(List.of(reason)), at)
                            .acknowledged(by))));
        }
    }

    /**
     * Another node's recovery was broken off, and this one takes its place: both at once, so that nobody in between finds
     * servers half changed and nobody to see to them. Refused if either is.
     */
    record ReplaceRecovery(AbandonRecovery broken, RegisterRecovery next) implements RecoveryChange {
        @Override
        public Transition applyTo(ClusterState state) {
            Transition closed = broken.applyTo(state);
            if (!closed.outcome().isDone()) {
                return closed;
            }
            Transition begun = next.applyTo(closed.state());
            return begun.outcome().isDone() ? begun : new Transition(state, begun.outcome());
        }
    }

    /**
     * Somebody looked at ended recoveries: they block no more. Acknowledging a server or a cluster also ends its
     * detections, so that a failure that is still there is detected again. Done carries how many were acknowledged.
     */
    record Acknowledge(Scope scope, String owner, String comment, Instant at) implements RecoveryChange {

        /**
         * What is acknowledged; the text's meaning depends on the kind.
         *
         * @param text recovery number, uid, {@code host:port}, cluster name or alias; empty for all
         */
        public record Scope(Kind kind, String text) {

            /** How recoveries are named. */
            public enum Kind {
                ID,
                UID,
                INSTANCE,
                CLUSTER,
                ALL
            }

            boolean covers(long id, String uid, FailureSummary failure) {
                return switch (kind) {
                    case ID -> Long.toString(id).equals(text);
                    case UID -> uid.equals(text);
                    case INSTANCE -> failure.key().toString().equals(text);
                    case CLUSTER ->
                        failure.clusterName().equals(text)
                                || (!text.isEmpty() && failure.clusterAlias().equals(text));
                    case ALL -> true;
                };
            }

            boolean endsDetections() {
                return kind == Kind.INSTANCE || kind == Kind.CLUSTER;
            }
        }

        @Override
        public Transition applyTo(ClusterState state) {
            RecoveryHistory history = state.recoveries();
            Predicate<RecoveryRecord> open =
                    r -> r.acknowledgement().isEmpty() && !r.isRunning() && scope.covers(r.id(), r.uid(), r.failure());
            long count = history.recoveries().stream().filter(open).count();
            RecoveryHistory changed = history.withRecoveries(
                    open, r -> r.acknowledged(new RecoveryRecord.Acknowledgement(owner, comment, at)));
            if (scope.endsDetections()) {
                changed = changed.withDetections(d -> scope.covers(d.id(), "", d.failure()), d -> d.endedAt(at));
            }
            return Transition.done(state.with(changed), count);
        }
    }

    /** The global switch for automatic recoveries. */
    record SetRecoveriesDisabled(boolean areDisabled) implements RecoveryChange {
        @Override
        public Transition applyTo(ClusterState state) {
            return Transition.done(state.with(state.recoveries().withDisabled(areDisabled)));
        }
    }
}
