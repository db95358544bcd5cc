package io.quorate.recovery.run;

import io.quorate.log.ReplicatedLog;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryRecord.Undertaking;
import io.quorate.statemachine.RecoveryChange.AbandonRecovery;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Recoveries that nobody carries on: those that were begun in an earlier epoch and have not ended. Whoever begins to
 * lead closes them, so that they block neither an automatic recovery nor an operator's, and begins another one in the
 * place of each ({@link Assignment#takingOver}).
 */
public final class Abandonment {

    private Abandonment() {}

    /** Those that run by the log and cannot, since this node leads now. */
    public static List<RecoveryRecord> ofEarlierEpochs(ReplicatedLog log) {
        long epoch = log.leadership().epoch();
        return log.state().recoveries().recoveries().stream()
                .filter(r -> r.isRunning() && r.epoch() != epoch)
                .toList();
    }

    /** Closes one of them, saying how it was left. */
    public static AbandonRecovery of(RecoveryRecord broken, Instant now) {
        String left = broken.undertaking().map(Abandonment::left).orElse("nothing had been changed");
        return new AbandonRecovery(
                broken.uid(),
                "node " + broken.node() + " stopped or no longer led before the recovery had ended: " + left
                        + "; its steps tell how far it came",
                now);
    }

    private static String left(Undertaking undertaking) {
        String cutOff = undertaking.cutOff().stream().map(InstanceKey::toString).collect(Collectors.joining(", "));
        return undertaking
                .successor()
                .map(successor -> successor + " was being promoted")
                .orElse(cutOff + " had been or were being cut off from their source");
    }
}
