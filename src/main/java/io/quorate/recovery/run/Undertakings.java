package io.quorate.recovery.run;

import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord.Undertaking;
import io.quorate.recovery.plan.Freeze;
import io.quorate.statemachine.RecoveryChange.RecordUndertaking;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells the group what a recovery is about to change, so that another node can carry on if this one dies. Told early,
 * while servers are looked at, and waited for only just before the change.
 */
final class Undertakings {

    private final Workplace place;
    private CompletionStage<Optional<String>> latest = CompletableFuture.completedFuture(Optional.empty());

    Undertakings(Workplace place) {
        this.place = place;
    }

    /** The replicas are going to be cut off. */
    CompletionStage<Optional<String>> cutOff(Freeze freeze) {
        return tell(new Undertaking(freeze.cutOff(), Optional.empty()));
    }

    /** This one is going to give up its source. */
    CompletionStage<Optional<String>> promote(Freeze freeze, InstanceKey successor) {
        return tell(new Undertaking(freeze.cutOff(), Optional.of(successor)));
    }

    /** Completes when the group has agreed to the latest; with the reason when it has not. */
    CompletionStage<Optional<String>> agreed() {
        return latest;
    }

    private CompletionStage<Optional<String>> tell(Undertaking undertaking) {
        latest = place.with()
                .log()
                .propose(new RecordUndertaking(
                        place.assignment().uid(), place.tenure().epoch(), undertaking))
                .handle((outcome, error) -> error == null
                        ? outcome.fold(id -> Optional.<String>empty(), Optional::of)
                        : Optional.of("the group could not be told what comes next: " + error.getMessage()));
        return latest;
    }
}
