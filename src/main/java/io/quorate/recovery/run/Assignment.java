package io.quorate.recovery.run;

import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryKind;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Topology;
import java.util.Optional;

/**
 * What a recovery shall see to.
 *
 * @param uid names it for ever, from the detection to the last hook
 * @param failure the diagnosis as it will stand in the histories
 * @param kind what to do about it; empty to announce the failure only
 * @param topology the replication cluster as it was when diagnosed, the failed server in it
 * @param isForced whether an operator asked for it; then switches, filters and block periods do not count
 * @param designated whom the operator wants promoted; empty to let the rules decide
 * @param skipsHooks whether no hook is run
 * @param predecessor the recovery of the same failure that was broken off and is carried on; empty for a new one
 */
public record Assignment(
        String uid,
        FailureSummary failure,
        Optional<RecoveryKind> kind,
        Topology topology,
        boolean isForced,
        Optional<InstanceKey> designated,
        boolean skipsHooks,
        Optional<RecoveryRecord> predecessor) {

    /** What a diagnosis asks for by itself. */
    public static Assignment automatic(
            String uid, FailureSummary failure, Optional<RecoveryKind> kind, Topology topology) {
        return new Assignment(uid, failure, kind, topology, false, Optional.empty(), false, Optional.empty());
    }

    /** What an operator asks for. */
    public static Assignment forced(
            String uid,
            FailureSummary failure,
            RecoveryKind kind,
            Topology topology,
            Optional<InstanceKey> designated,
            boolean skipsHooks) {
        return new Assignment(
                uid, failure, Optional.of(kind), topology, true, designated, skipsHooks, Optional.empty());
    }

    /** What a recovery that was broken off leaves to be done. Once it chose a successor nothing may stop this one. */
    public static Assignment takingOver(String uid, RecoveryRecord broken, Topology topology) {
        boolean isForced = broken.undertaking().flatMap(u -> u.successor()).isPresent();
        return new Assignment(
                uid,
                broken.failure(),
                Optional.of(broken.kind()),
                topology,
                isForced,
                Optional.empty(),
                false,
                Optional.of(broken));
    }

    /** What was being done when it was broken off; empty when nothing was. */
    Optional<RecoveryRecord.Undertaking> inherited() {
        return predecessor.flatMap(RecoveryRecord::undertaking);
    }
}
