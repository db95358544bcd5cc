package io.quorate.http;

import io.quorate.log.ReplicatedLog;
import io.quorate.statemachine.Change;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/** Puts changes on the log; answers once they are applied on this node. */
final class Proposals {

    private final ReplicatedLog log;

    Proposals(ReplicatedLog log) {
        this.log = log;
    }

    /** @param done the answer when it took effect; a refusal is an error with its reason */
    CompletionStage<Answer> propose(Change change, LongFunction<Answer> done) {
        return log.propose(change).thenApply(outcome -> outcome.fold(done, Answer::error));
    }

    /** One after another; the answer does not depend on what they came to. */
    CompletionStage<Answer> proposeAll(List<? extends Change> changes, Answer done) {
        CompletionStage<?> last = CompletableFuture.completedFuture(null);
        for (Change change : changes) {
            last = last.thenCompose(before -> log.propose(change));
        }
        return last.thenApply(before -> done);
    }
}
