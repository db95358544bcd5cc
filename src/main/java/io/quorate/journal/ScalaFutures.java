package io.quorate.journal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import scala.concurrent.Future;
import scala.concurrent.Promise;

/** Hands a result to Akka's Scala side, with the failure itself and not Java's wrapper around it. */
final class ScalaFutures {

    private ScalaFutures() {}

    static <T> Future<T> of(CompletionStage<? extends T> stage) {
        Promise<T> promise = Promise.apply();
        // The returned stage only repeats the outcome that the promise has taken.
        var unused = stage.whenComplete((value, failure) -> {
            if (failure == null) {
                promise.success(value);
            } else {
                promise.failure(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        });
        return promise.future();
    }
}
