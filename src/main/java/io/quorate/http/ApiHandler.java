package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.quorate.api.Envelope;
import io.quorate.log.LogUnavailable;
import io.quorate.log.OutcomeUnknown;
import io.quorate.log.ReplicatedLog;
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
    private final ActorSystem<?> system;
    private final ReplicatedLog log;
    private final Optional<ToLeader> toLeader;

    /** @param toLeader empty on a node that is alone */
    ApiHandler(EndpointTable endpoints, ActorSystem<?> system, ReplicatedLog log, Optional<ToLeader> toLeader) {
        this.endpoints = endpoints;
        this.system = system;
        this.log = log;
        this.toLeader = toLeader;
    }

    static Answer notFound() {
        return NOT_FOUND;
    }

    /** @param path decoded elements after {@code /api/} */
    CompletionStage<Answer> handle(HttpRequest request, List<String> path, Caller caller) {
        Optional<EndpointTable.Match> match = endpoints.find(path);
        if (match.isEmpty() || !match.get().endpoint().takes(request.method())) {
            return unread(request, NOT_FOUND);
        }
        EndpointTable.Endpoint endpoint = match.get().endpoint();
        if (endpoint.changes() && !caller.mayWrite()) {
            return unread(request, Answer.error("Unauthorized"));
        }
        String id;
        try {
            id = endpoint.changes() ? RequestIds.of(request) : "";
        } catch (BadRequest bad) {
            return unread(request, Answer.error(bad.sentence()));
        }
        CompletionStage<Answer> answer = isForLeader(request, endpoint)
                ? passOn(request, endpoint, id)
                : run(new ApiRequest(request, match.get().parameters(), caller, id), endpoint);
        return answer.handle((done, failure) -> failure == null ? done : failed(endpoint, id, failure));
    }

    /** A body that nobody reads must be taken off the connection. */
    private CompletionStage<Answer> unread(HttpRequest request, Answer answer) {
        Bodies.discard(request, system);
        return CompletableFuture.completedFuture(answer);
    }

    private boolean isForLeader(HttpRequest request, EndpointTable.Endpoint endpoint) {
        boolean asked = endpoint.place() == EndpointTable.Place.LEADER
                || (!endpoint.changes() && isForLeader(request.getUri().rawQueryString()));
        return asked && toLeader.isPresent() && !log.leadership().isLeader();
    }

    /** Any read may ask for the leader's view. */
    private static boolean isForLeader(Optional<String> query) {
        return query.filter(text -> text.contains("consistency=leader")).isPresent();
    }

    private CompletionStage<Answer> passOn(HttpRequest request, EndpointTable.Endpoint endpoint, String id) {
        ToLeader leader = toLeader.orElseThrow();
        // The id goes along, so that the leader's answer names the one that this node would name.
        HttpRequest named = endpoint.changes() && RequestIds.chosen(request).isEmpty()
                ? request.addHeader(RawHeader.create(RequestIds.HEADER, id))
                : request;
        return leader.pass(named, endpoint.changes())
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        Bodies.discard(request, system);
                    }
                })
                .thenApply(Answer::raw);
    }

    private CompletionStage<Answer> run(ApiRequest request, EndpointTable.Endpoint endpoint) {
        // The old endpoints have everything in the path and the query.
        if (endpoint.only().isEmpty()) {
            Bodies.discard(request.http(), system);
        }
        try {
            return endpoint.handler().answer(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Answer failed(EndpointTable.Endpoint matched, String id, Throwable thrown) {
        Throwable failure = Failures.cause(thrown);
        if (failure instanceof BadRequest bad) {
            return Answer.error(bad.sentence(), bad.details());
        }
        if (failure instanceof LogUnavailable) {
            return Answer.unavailable("Nothing was changed: " + failure.getMessage());
        }
        if (failure instanceof OutcomeUnknown) {
            return unknown(matched, id, failure);
        }
        String endpoint = String.join("/", matched.pattern());
        LOG.error("endpoint failed [endpoint={}]", endpoint, failure);
        return Answer.error("Internal error in " + endpoint + "; the log of this node has the details");
    }

    /** Old clients know no other status than 500. */
    private static Answer unknown(EndpointTable.Endpoint endpoint, String id, Throwable failure) {
        String message = "It is not known whether this took effect: " + failure.getMessage();
        if (id.isEmpty()) {
            return Answer.error(message);
        }
        return Answer.withStatus(
                        endpoint.isNew() ? 504 : 500,
                        Envelope.error(
                                message + "; it is safe to repeat it with the header " + RequestIds.HEADER + ": " + id))
                .withHeader(RawHeader.create(RequestIds.HEADER, id));
    }
}
