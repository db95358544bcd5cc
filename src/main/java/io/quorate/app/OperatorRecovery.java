package io.quorate.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import io.quorate.http.RecoveryCommands;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.recovery.run.Ended;
import io.quorate.supervision.Supervisors;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the HTTP surface asks of recovery, put to the supervisors. */
record OperatorRecovery(ActorSystem<?> system, ActorRef<Supervisors.Command> supervisors) implements RecoveryCommands {

    /** A recovery may wait for relay logs and hooks; it goes on when nobody waits for its answer any more. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Override
    public CompletionStage<Recovered> recover(InstanceKey failed, Optional<InstanceKey> candidate, boolean skipHooks) {
        return AskPattern.ask(
                        supervisors,
                        (ActorRef<Ended> replyTo) -> new Supervisors.Recover(failed, candidate, skipHooks, replyTo),
                        PATIENCE,
                        system.scheduler())
                .thenApply(OperatorRecovery::told);
    }

    private static Recovered told(Ended ended) {
        if (ended instanceof Ended.Completed completed) {
            RecoveryRecord.Result result = completed.result();
            return new Recovered(
                    result.successor(),
                    result.successor()
                            .map(key -> "Recovered; " + key + " is promoted")
                            .orElse("Recovery attempted, but no instance promoted: "
                                    + String.join("; ", result.errors())));
        }
        String reason = ended instanceof Ended.NotAttempted not ? not.reason() : ((Ended.BrokenOff) ended).reason();
        return new Recovered(Optional.empty(), reason);
    }
}
