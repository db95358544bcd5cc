package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.quorate.api.HraftdJson;
import io.quorate.log.Group;
import io.quorate.log.LogUnavailable;
import io.quorate.log.ReplicatedLog;
import io.quorate.statemachine.KeyValueChange;
import io.quorate.statemachine.KeyValues;
import io.quorate.statemachine.Outcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keys over HTTP. A read is answered from this node's memory by the thread that brought it; a write goes to the log of
 * this node, which has the leader carry it out, and is answered once it is applied here.
 */
final class KeyRoutes {

    /** The key's version with a read, the write's revision with a write. */
    static final String VERSION = "X-Quorate-Version";

    private static final CompletionStage<HttpResponse> NOT_FOUND =
            CompletableFuture.completedFuture(Hraftd.status(404));

    private final ActorSystem<?> system;
    private final ReplicatedLog log;
    private final Optional<Group> group;
    private final Optional<ToLeader> toLeader;

    KeyRoutes(ActorSystem<?> system, Ports ports, Optional<ToLeader> toLeader) {
        this.system = system;
        this.log = ports.log();
        this.group = ports.seat().map(GroupSeat::group);
        this.toLeader = toLeader;
    }

    CompletionStage<HttpResponse> handle(HttpRequest request, HttpMethod method, String key) {
        if (method.equals(HttpMethods.GET)) {
            Bodies.discard(request, system);
            return key.isEmpty()
                    ? CompletableFuture.completedFuture(Hraftd.status(400))
                    : read(request, () -> one(key));
        }
        if (method.equals(HttpMethods.POST)) {
            return Bodies.read(request, KeyWrites.LONGEST_BODY, system)
                    .thenCompose(body -> write(request, KeyWrites.puts(request, body)));
        }
        Bodies.discard(request, system);
        if (!method.equals(HttpMethods.DELETE)) {
            return CompletableFuture.completedFuture(Hraftd.status(405));
        }
        return key.isEmpty()
                ? CompletableFuture.completedFuture(Hraftd.status(400))
                : write(request, Optional.of(KeyWrites.delete(request, key)));
    }

    /** All keys that begin with {@code ?prefix=}, with their versions; at most {@code ?limit=}. */
    CompletionStage<HttpResponse> list(HttpRequest request) {
        Bodies.discard(request, system);
        KeyQuery query = KeyQuery.of(request);
        String prefix = query.get("prefix").orElse("");
        int limit = query.limit();
        return read(
                request,
                () -> CompletableFuture.completedFuture(
                        Hraftd.json(200, HraftdJson.list(log.state().keyValues(), prefix, limit))));
    }

    /** Answers from the state as it is when asked. */
    private interface Look {
        CompletionStage<HttpResponse> now();
    }

    private CompletionStage<HttpResponse> read(HttpRequest request, Look look) {
        Optional<String> query = request.getUri().rawQueryString();
        if (query.isEmpty() || group.isEmpty()) {
            return look.now();
        }
        String consistency = KeyQuery.of(request).get("consistency").orElse("stale");
        return switch (consistency) {
            case "stale" -> look.now();
            case "leader" -> leaders(request, look);
            case "linearizable" -> group.get().readBarrier().thenCompose(reached -> look.now());
            default ->
                throw new BadRequest(
                        "consistency '" + consistency + "' is unknown; expected stale, leader or linearizable");
        };
    }

    /** The copy of the node that leads now. */
    private CompletionStage<HttpResponse> leaders(HttpRequest request, Look look) {
        if (group.map(Group::leadsNow).orElse(true)) {
            return look.now();
        }
        if (log.leadership().isLeader()) {
            throw new LogUnavailable("this node leads, but is not sure of it at this moment");
        }
        return toLeader.map(leader -> leader.pass(request, false)).orElseGet(look::now);
    }

    private CompletionStage<HttpResponse> one(String key) {
        KeyValues.Entry entry = log.state().keyValues().entry(key).orElse(null);
        if (entry == null) {
            return NOT_FOUND;
        }
        return CompletableFuture.completedFuture(HttpResponse.create()
                .addHeader(version(entry.version()))
                .withEntity(HttpEntities.create(Answer.JSON, HraftdJson.pair(key, entry.value()))));
    }

    private static HttpHeader version(long version) {
        return RawHeader.create(VERSION, Long.toString(version));
    }

    /** @param change empty when there is nothing to write */
    private CompletionStage<HttpResponse> write(HttpRequest request, Optional<KeyValueChange> change) {
        if (change.isEmpty()) {
            return CompletableFuture.completedFuture(Hraftd.EMPTY);
        }
        Optional<String> id = RequestIds.chosen(request);
        CompletionStage<Outcome> outcome =
                id.isPresent() ? log.propose(change.get(), id.get()) : log.propose(change.get());
        return outcome.thenApply(done -> done.fold(
                revision -> Hraftd.EMPTY.addHeader(version(revision)),
                reason -> Hraftd.json(409, HraftdJson.failed(reason))));
    }
}
