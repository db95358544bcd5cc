package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.quorate.api.HraftdJson;
import io.quorate.api.Json;
import io.quorate.log.LogUnavailable;
import io.quorate.log.OutcomeUnknown;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything under {@code /hraftd/}: keys, a watch of them, the group in hraftd's terms. Reads of keys come past here
 * thousands of times a second, so that nothing is built before it is known to be needed.
 */
final class Hraftd {

    static final String PREFIX = "/hraftd/";

    private static final Logger LOG = LoggerFactory.getLogger(Hraftd.class);
    private static final String KEY = PREFIX + "key";
    private static final String RAFT = PREFIX + "raft/";
    private static final String JOB = PREFIX + "dojob";
    static final HttpResponse EMPTY = HttpResponse.create().withEntity(HttpEntities.EMPTY);

    private final ActorSystem<?> system;
    private final KeyRoutes keys;
    private final KeyWatch watch;
    private final HraftdGroup group;

    Hraftd(ActorSystem<?> system, Ports ports, Optional<ToLeader> toLeader) {
        this.system = system;
        this.keys = new KeyRoutes(system, ports, toLeader);
        this.watch = new KeyWatch(ports.log());
        this.group = new HraftdGroup(system, ports);
    }

    static HttpResponse status(int status) {
        return EMPTY.withStatus(status);
    }

    static HttpResponse json(int status, Json.Body body) {
        return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(Answer.JSON, Json.bytes(body)));
    }

    /** @param path as sent, beginning with {@link #PREFIX} */
    CompletionStage<HttpResponse> handle(HttpRequest request, String path, Caller caller) {
        HttpMethod method = request.method();
        boolean reads = method.equals(HttpMethods.GET);
        if (!reads && !caller.mayWrite()) {
            return unread(request, json(403, HraftdJson.failed("Unauthorized")));
        }
        try {
            return dispatch(request, path, method).exceptionally(failure -> failed(request, path, failure));
        } catch (RuntimeException e) {
            return unread(request, failed(request, path, e));
        }
    }

    private CompletionStage<HttpResponse> dispatch(HttpRequest request, String path, HttpMethod method) {
        if (path.startsWith(KEY)) {
            return keys.handle(request, method, keyOf(path));
        }
        if (path.startsWith(RAFT)) {
            return group.handle(request, method, path.substring(RAFT.length()));
        }
        if (path.equals(PREFIX + "list")) {
            return method.equals(HttpMethods.GET) ? keys.list(request) : unread(request, status(405));
        }
        if (path.equals(PREFIX + "watch")) {
            return method.equals(HttpMethods.GET)
                    ? CompletableFuture.completedFuture(watch.open(request))
                    : unread(request, status(405));
        }
        if (path.startsWith(JOB)) {
            return unread(request, job(path, method));
        }
        return unread(request, status(404));
    }

    /** What follows, without one slash; so that {@code key/a/b} is the key {@code a/b}. */
    private static String keyOf(String path) {
        int start = path.startsWith("/", KEY.length()) ? KEY.length() + 1 : KEY.length();
        try {
            return PathElements.decoded(path.substring(start));
        } catch (IllegalArgumentException malformed) {
            throw new BadRequest("the key in the path is not percent-encoded UTF-8");
        }
    }

    /** Jobs were code that a program embedding hraftd registered; there is none here. */
    private static HttpResponse job(String path, HttpMethod method) {
        if (!method.equals(HttpMethods.POST)) {
            return status(405);
        }
        String name = PathElements.decoded(path.substring(JOB.length()));
        return json(200, HraftdJson.failed("no job is registered as '" + name + "': this program runs no jobs"));
    }

    private CompletionStage<HttpResponse> unread(HttpRequest request, HttpResponse answer) {
        Bodies.discard(request, system);
        return CompletableFuture.completedFuture(answer);
    }

    private static HttpResponse failed(HttpRequest request, String path, Throwable thrown) {
        Throwable failure = Failures.cause(thrown);
        if (failure instanceof BadRequest bad) {
            return json(400, HraftdJson.failed(bad.sentence()));
        }
        if (failure instanceof Bodies.TooLong) {
            return json(413, HraftdJson.failed(Failures.sentence(failure)));
        }
        if (failure instanceof LogUnavailable) {
            return json(503, HraftdJson.failed("nothing was changed: " + failure.getMessage()))
                    .addHeader(Answer.RETRY_SOON);
        }
        if (failure instanceof OutcomeUnknown) {
            return unknown(request, failure);
        }
        LOG.error("hraftd endpoint failed [path={}]", path, failure);
        return json(500, HraftdJson.failed("internal error; the log of this node has the details"));
    }

    private static HttpResponse unknown(HttpRequest request, Throwable failure) {
        String message = "it is not known whether this took effect: " + failure.getMessage();
        return RequestIds.chosen(request)
                .map(id -> json(
                                500,
                                HraftdJson.failed(
                                        message + "; it is safe to repeat it with the same " + RequestIds.HEADER))
                        .addHeader(RawHeader.create(RequestIds.HEADER, id)))
                .orElseGet(() -> json(500, HraftdJson.failed(message)));
    }
}
