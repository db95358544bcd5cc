package io.quorate.recovery.run;

import io.quorate.log.Leadership;
import io.quorate.log.ReplicatedLog;
import io.quorate.model.RecoveryRecord;
import io.quorate.statemachine.RecoveryChange.AbandonRecovery;
import java.time.Instant;
import java.util.List;

/**
 * Recoveries that nobody carries on: those that were begun in an earlier epoch and have not ended. Whoever begins to
 * lead abandons them, so that they block neither an automatic recovery nor an operator's. Nothing is resumed: the new
 * leader looks at the servers as they are and begins anew.
 */
public final class Abandonment {

    private Abandonment() {}

    /** To be called when this node begins to lead, before it starts recoveries. */
    public static List<RecoveryRecord> ofEarlierEpochs(ReplicatedLog log, Instant now) {
        Leadership leadership = log.leadership();
        List<RecoveryRecord> stale = log.state().recoveries().recoveries().stream()
                .filter(r -> r.isRunning() && r.epoch() != leadership.epoch())
                .toList();
        stale.forEach(r -> log.propose(new AbandonRecovery(
                r.uid(),
                "node " + r.node()
                        + " stopped or no longer led before the recovery had ended; its steps tell how far it"
                        + " came",
                now)));
        return stale;
    }
}
