package io.quorate.recovery.run;

import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryKind;
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
 */
public record Assignment(
        String uid,
        FailureSummary failure,
        Optional<RecoveryKind> kind,
        Topology topology,
        boolean isForced,
        Optional<InstanceKey> designated,
        boolean skipsHooks) {

    /** What a diagnosis asks for by itself. */
    public static Assignment automatic(
            String uid, FailureSummary failure, Optional<RecoveryKind> kind, Topology topology) {
        return new Assignment(uid, failure, kind, topology, false, Optional.empty(), false);
    }

    /** What an operator asks for. */
    public static Assignment forced(
            String uid,
            FailureSummary failure,
            RecoveryKind kind,
            Topology topology,
            Optional<InstanceKey> designated,
            boolean skipsHooks) {
        return new Assignment(uid, failure, Optional.of(kind), topology, true, designated, skipsHooks);
    }
}
