package io.quorate.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One recovery, running or ended.
 *
 * @param id counts up from 1, the same on every node
 * @param uid unique for ever; hooks and steps name it
 * @param node the node that runs it
 * @param epoch the leadership epoch in which it was registered
 * @param activeUntil until when it blocks further automatic recoveries of its replication cluster; soon after its end when it
 *     changed nothing
 * @param ended when it ended; empty while it runs
 * @param result how it ended; empty while it runs
 * @param acknowledgement empty until somebody acknowledged it
 * @param undertaking what it has set out to change, told before it changes it; empty while it has only looked
 */
public record RecoveryRecord(
        long id,
        String uid,
        RecoveryKind kind,
        FailureSummary failure,
        String node,
        long epoch,
        long detectionId,
        Instant startedAt,
        Instant activeUntil,
        Optional<Instant> ended,
        Optional<Result> result,
        Optional<Acknowledgement> acknowledgement,
        Optional<Undertaking> undertaking) {

    /**
     * What whoever takes over must know, should the node die half-way.
     *
     * @param cutOff replicas that replicated, or tried to, and that it stops
     * @param successor whom it takes off its source for good; empty while nothing is done that cannot be undone
     */
    public record Undertaking(List<InstanceKey> cutOff, Optional<InstanceKey> successor) {

        public Undertaking {
            cutOff = List.copyOf(cutOff);
        }
    }

    /**
     * How long a recovery that changed no server blocks others after its end: vetoed by a hook, refused, or given up since
     * the primary came back. Long enough that hooks are not run without a break, short enough that a change of mind or
     * of the situation is soon acted upon.
     */
    public static final Duration BRIEF_BLOCK = Duration.ofSeconds(30);

    /**
     * How a recovery ended.
     *
     * @param successor the promoted server; empty when none was
     * @param successorAlias its instance alias; may be empty
     * @param method e.g. {@code MasterRecoveryGTID}
     * @param participants servers that were changed
     * @param lostReplicas replicas that could not follow
     * @param errors what went wrong, one sentence each
     */
    public record Result(
            boolean isSuccessful,
            Optional<InstanceKey> successor,
            String successorAlias,
            String method,
            BinlogCoordinates successorCoordinates,
            List<InstanceKey> participants,
            List<InstanceKey> lostReplicas,
            List<String> errors) {

        public Result {
            participants = List.copyOf(participants);
            lostReplicas = List.copyOf(lostReplicas);
            errors = List.copyOf(errors);
        }

        /** Whether it ended before it changed a server. */
        public boolean hasChangedNothing() {
            return !isSuccessful && participants.isEmpty();
        }

        /** Nothing was promoted. */
        public static Result failed(List<String> errors) {
            return new Result(false, Optional.empty(), "", "", BinlogCoordinates.NONE, List.of(), List.of(), errors);
        }
    }

    /** Somebody looked at it, and what they said. */
    public record Acknowledgement(String owner, String comment, Instant at) {}

    /** Whether it runs, so that no other may start on the same servers. */
    public boolean isRunning() {
        return ended.isEmpty();
    }

    /** Whether it blocks automatic recoveries of its cluster: within its period, and nobody acknowledged it. */
    public boolean isActiveAt(Instant now) {
        return acknowledgement.isEmpty() && now.isBefore(activeUntil);
    }

    public Optional<InstanceKey> successor() {
        return result.flatMap(Result::successor);
    }

    public RecoveryRecord resolved(Result newResult, Instant at) {
        Instant soon = at.plus(BRIEF_BLOCK);
        boolean isBrief = newResult.hasChangedNothing() && soon.isBefore(activeUntil);
        return new RecoveryRecord(
                id,
                uid,
                kind,
                failure,
                node,
                epoch,
                detectionId,
                startedAt,
                isBrief ? soon : activeUntil,
                Optional.of(at),
                Optional.of(newResult),
                acknowledgement,
                undertaking);
    }

    public RecoveryRecord acknowledged(Acknowledgement by) {
        return new RecoveryRecord(
                id,
                uid,
                kind,
                failure,
                node,
                epoch,
                detectionId,
                startedAt,
                activeUntil,
                ended,
                result,
                Optional.of(by),
                undertaking);
    }

    /** It sets out to do this. */
    public RecoveryRecord undertaking(Undertaking next) {
        return new RecoveryRecord(
                id,
                uid,
                kind,
                failure,
                node,
                epoch,
                detectionId,
                startedAt,
                activeUntil,
                ended,
                result,
                acknowledgement,
                Optional.of(next));
    }
}
