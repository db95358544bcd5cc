package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.Materializer;
import akka.util.ByteString;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What comes behind the headers of a request. */
final class Bodies {

    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private Bodies() {}

    /** For a request whose body nobody will read: else its connection stands still. */
    static void discard(HttpRequest request, ActorSystem<?> system) {
        if (!(request.entity() instanceof HttpEntity.Strict)) {
            request.discardEntityBytes(system);
        }
    }

    /** The whole body; fails with {@link TooLong} beyond that many bytes. */
    static CompletionStage<ByteString> read(HttpRequest request, int most, ActorSystem<?> system) {
        if (request.entity() instanceof HttpEntity.Strict strict) {
            return strict.getData().size() > most
                    ? CompletableFuture.failedFuture(new TooLong(most))
                    : CompletableFuture.completedFuture(strict.getData());
        }
        return request.entity()
                .withSizeLimit(most)
                .toStrict(LONGEST_WAIT_MILLIS, Materializer.matFromSystem(system))
                .thenApply(HttpEntity.Strict::getData)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        Failures.cause(failure) instanceof EntityStreamSizeException ? new TooLong(most) : failure));
    }

    /** A body that is longer than it may be. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong(int most) {
            super("the body is longer than " + most + " bytes", null, false, false);
        }
    }
}
