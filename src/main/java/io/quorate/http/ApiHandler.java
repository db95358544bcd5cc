package io.quorate.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.quorate.log.LogUnavailable;
import io.quorate.log.OutcomeUnknown;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request to its endpoint. What every endpoint shares is done here, once: finding it, the write check, and
 * turning whatever goes wrong into an envelope with a sentence.
 */
final class ApiHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final Answer NOT_FOUND = Answer.raw(HttpResponse.create()
            .withStatus(404)
            .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
            .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, "404 page not found\n")));

    private final EndpointTable endpoints;

    ApiHandler(EndpointTable endpoints) {
        this.endpoints = endpoints;
    }

    static Answer notFound() {
        return NOT_FOUND;
    }

    /** @param path decoded elements after {@code /api/} */
    CompletionStage<Answer> handle(HttpRequest request, List<String> path, Caller caller) {
        Optional<EndpointTable.Match> match = endpoints.find(path);
        if (match.isEmpty() || !isServed(request.method(), match.get().endpoint())) {
            return CompletableFuture.completedFuture(NOT_FOUND);
        }
        if (match.get().endpoint().changes() && !caller.mayWrite()) {
            return CompletableFuture.completedFuture(Answer.error("Unauthorized"));
        }
        return run(match.get(), request, caller);
    }

    /** Old clients send GET for everything. HEAD must not change anything, whoever sends it. */
    private static boolean isServed(HttpMethod method, EndpointTable.Endpoint endpoint) {
        return method.equals(HttpMethods.GET)
                || method.equals(HttpMethods.POST)
                || (method.equals(HttpMethods.HEAD) && !endpoint.changes());
    }

    private static CompletionStage<Answer> run(EndpointTable.Match match, HttpRequest request, Caller caller) {
        try {
            CompletionStage<Answer> answer =
                    match.endpoint().handler().answer(new ApiRequest(request, match.parameters(), caller));
            return answer.handle((done, failure) -> failure == null ? done : failed(match, failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(match, e));
        }
    }

    private static Answer failed(EndpointTable.Match match, Throwable thrown) {
        Throwable failure = Failures.cause(thrown);
        if (failure instanceof BadRequest bad) {
            return Answer.error(bad.sentence(), bad.details());
        }
        if (failure instanceof LogUnavailable) {
            return Answer.unavailable("Nothing was changed: " + failure.getMessage());
        }
        if (failure instanceof OutcomeUnknown) {
            return Answer.error("It is not known whether this took effect: " + failure.getMessage());
        }
        String endpoint = String.join("/", match.endpoint().pattern());
        LOG.error("endpoint failed [endpoint={}]", endpoint, failure);
        return Answer.error("Internal error in " + endpoint + "; the log of this node has the details");
    }
}
