package io.quorate.http;

import io.quorate.log.ReplicatedLog;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/**
 * Puts changes on the log, under the id of the request that asks for them; answers once they are applied on this node.
 */
final class Proposals {

    private final ReplicatedLog log;

    Proposals(ReplicatedLog log) {
        this.log = log;
    }

    /** What the change came to. */
    CompletionStage<Outcome> propose(ApiRequest request, Change change) {
        return log.propose(change, request.id());
    }

    /** @param done the answer when it took effect; a refusal is an error with its reason */
    CompletionStage<Answer> propose(ApiRequest request, Change change, LongFunction<Answer> done) {
        return propose(request, change).thenApply(outcome -> outcome.fold(done, Answer::error));
    }

    /** One after another; the answer does not depend on what they came to. */
    CompletionStage<Answer> proposeAll(ApiRequest request, List<? extends Change> changes, Answer done) {
        CompletionStage<?> last = CompletableFuture.completedFuture(null);
        int number = 0;
        for (Change change : changes) {
            // Each is a change of its own to the log, and must be the same one when the request is repeated.
            String id = number == 0 ? request.id() : request.id() + "#" + number;
            last = last.thenCompose(before -> log.propose(change, id));
            number++;
        }
        return last.thenApply(before -> done);
    }
}
