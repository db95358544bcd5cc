package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.HttpMethods;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quorate.api.GroupJson;
import io.quorate.api.Json;
import io.quorate.log.Group;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The group in our own terms, for {@code bin/quorate raft} and scripts. Any node can be asked. */
final class GroupRoutes {

    private static final int LONGEST_BODY = 16 * 1024;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final GroupSeat seat;
    private final LeadingSince leading;
    private final ActorSystem<?> system;

    GroupRoutes(GroupSeat seat, LeadingSince leading, ActorSystem<?> system) {
        this.seat = seat;
        this.leading = leading;
        this.system = system;
    }

    void addTo(EndpointTable table) {
        Group group = seat.group();
        table.read(
                "v2/raft",
                r -> Answer.bare(GroupJson.full(group.status(), seat.bind(), seat.advertise(), leading.since())));
        table.changeHere(HttpMethods.POST, "v2/raft/members", this::add);
        table.changeHere(
                HttpMethods.DELETE, "v2/raft/members/:id", r -> changed(group.remove(r.path("id")), "removed", r));
        table.changeHere(
                HttpMethods.POST,
                "v2/raft/members/:id/promote",
                r -> changed(group.promote(r.path("id")), "made a voter", r));
        table.changeHere(
                HttpMethods.POST,
                "v2/raft/members/:id/priority/:priority",
                r -> changed(group.prefer(r.path("id"), priority(r)), "given priority " + priority(r), r));
        table.changeHere(HttpMethods.POST, "v2/raft/transfer", r -> transfer(Optional.empty()));
        table.changeHere(HttpMethods.POST, "v2/raft/transfer/:id", r -> transfer(Optional.of(r.path("id"))));
        table.changeHere(
                HttpMethods.POST,
                "v2/raft/snapshot",
                r -> group.snapshot()
                        .thenApply(index -> Answer.ok("Snapshot taken at index " + index, Json.number(index))));
    }

    private static int priority(ApiRequest request) {
        long priority = request.integer("priority");
        if (priority < 0 || priority > 100) {
            throw new BadRequest("Invalid priority: '" + priority + "' is not between 0 and 100");
        }
        return (int) priority;
    }

    private CompletionStage<Answer> transfer(Optional<String> to) {
        return refusable(seat.group().transfer(to).thenApply(id -> Answer.ok("Leader is " + id, Json.string(id))));
    }

    private CompletionStage<Answer> changed(CompletionStage<Void> change, String what, ApiRequest request) {
        String id = request.path("id");
        return refusable(change.thenApply(done -> Answer.ok("Member " + id + " " + what, Json.string(id))));
    }

    /** What makes no sense to the group is the caller's mistake. */
    static <T> CompletionStage<T> refusable(CompletionStage<T> answer) {
        return answer.exceptionally(thrown -> {
            Throwable failure = Failures.cause(thrown);
            if (failure instanceof IllegalArgumentException) {
                throw new BadRequest(Failures.sentence(failure));
            }
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        });
    }

    private CompletionStage<Answer> add(ApiRequest request) {
        return Bodies.read(request.http(), LONGEST_BODY, system).thenCompose(body -> {
            Map<String, String> given = strings(body.toArray());
            String address = Members.withPort(required(given, "address"), seat.defaultPort());
            String id = given.getOrDefault("id", address);
            given.remove("id");
            given.remove("address");
            return refusable(seat.group()
                    .add(id, address, given)
                    .thenApply(done -> Answer.ok("Member " + id + " added as a learner", Json.string(id))));
        });
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new BadRequest("The body has no '" + name
                    + "'; expected {\"address\": \"host:port\", \"id\": …, \"httpUri\": …, \"dataCenter\": …}");
        }
        return value;
    }

    /** An object whose values are texts. */
    static Map<String, String> strings(byte[] body) {
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRequest("The body is not a JSON object");
            }
            Map<String, String> strings = new HashMap<>();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                if (in.nextToken() != JsonToken.VALUE_STRING) {
                    throw new BadRequest("The value of '" + name + "' is not a text");
                }
                strings.put(name, in.getText());
            }
            return strings;
        } catch (IOException e) {
            throw new BadRequest("The body is not JSON");
        }
    }
}
