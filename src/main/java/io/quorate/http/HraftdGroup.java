package io.quorate.http;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RemoteAddress;
import io.quorate.api.HraftdJson;
import io.quorate.api.Json;
import io.quorate.log.GroupStatus;
import io.quorate.log.GroupStatus.MemberStatus;
import io.quorate.log.Leadership;
import io.quorate.readmodel.NodeFacts;
import io.quorate.statemachine.KeyValueChange.PutKeyValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pcollections.TreePMap;

/** The group in hraftd's terms. Joining and removing can be asked of any member. */
final class HraftdGroup {

    private static final int LONGEST_BODY = 16 * 1024;
    private static final String CLUSTER_KEY = "raft/cluster";
    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final HttpResponse HEALTH =
            HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, "OK"));

    private final ActorSystem<?> system;
    private final Ports ports;

    HraftdGroup(ActorSystem<?> system, Ports ports) {
        this.system = system;
        this.ports = ports;
    }

    CompletionStage<HttpResponse> handle(HttpRequest request, HttpMethod method, String name) {
        HttpMethod expected = switch (name) {
            case "join" -> HttpMethods.POST;
            case "remove" -> HttpMethods.DELETE;
            default -> HttpMethods.GET;
        };
        boolean isKnown = List.of("health", "state", "stats", "cluster", "node", "join", "remove")
                .contains(name);
        if (!isKnown || !method.equals(expected)) {
            Bodies.discard(request, system);
            return CompletableFuture.completedFuture(Hraftd.status(isKnown ? 405 : 404));
        }
        if (!method.equals(HttpMethods.GET)) {
            return change(request, name);
        }
        Bodies.discard(request, system);
        return CompletableFuture.completedFuture(read(name));
    }

    private HttpResponse read(String name) {
        return switch (name) {
            case "health" -> HEALTH;
            case "state" -> Hraftd.json(200, HraftdJson.ok(status().role()));
            case "stats" -> Hraftd.json(200, HraftdJson.stats(status()));
            case "cluster" -> Hraftd.json(200, HraftdJson.cluster(status()));
            default -> Hraftd.json(200, node());
        };
    }

    private GroupStatus status() {
        return ports.seat().map(seat -> seat.group().status()).orElseGet(this::alone);
    }

    /** A node without a group is a group of one. */
    private GroupStatus alone() {
        NodeFacts node = ports.readModel().node();
        Leadership leadership = ports.log().leadership();
        Optional<String> leader = leadership.isLeader() ? Optional.of(node.hostname()) : Optional.empty();
        MemberStatus self = new MemberStatus(
                node.hostname(), node.hostname(), Optional.empty(), true, true, true, Optional.empty(), 0, Map.of());
        long revision = ports.log().state().keyValues().revision();
        return new GroupStatus(
                Optional.empty(),
                node.hostname(),
                leadership.isLeader() ? "Leader" : "Candidate",
                1,
                leader,
                Optional.empty(),
                leadership.isLeader(),
                List.of(self),
                1,
                1,
                revision,
                1,
                revision,
                revision,
                0,
                0,
                Optional.of(Duration.ZERO),
                0);
    }

    private Json.Body node() {
        NodeFacts node = ports.readModel().node();
        GroupStatus status = status();
        String id = Members.byId(status, status.self()).map(HraftdJson::idOf).orElse(status.self());
        String address = Members.byId(status, status.self())
                .map(member -> hostOf(member.address()))
                .orElse("");
        return HraftdJson.node(
                LOCAL_TIME.format(node.startedAt().atZone(ZoneId.systemDefault())), id, node.hostname(), address);
    }

    private CompletionStage<HttpResponse> change(HttpRequest request, String name) {
        return Bodies.read(request, LONGEST_BODY, system)
                .thenCompose(body -> {
                    Map<String, String> given = GroupRoutes.strings(body.toArrayUnsafe());
                    GroupSeat seat = ports.seat()
                            .orElseThrow(() -> new BadRequest("this node is alone: it was not started with raft"));
                    return name.equals("join") ? join(request, given, seat) : remove(given, seat);
                })
                .handle((done, failure) -> Hraftd.json(
                        200, failure == null ? HraftdJson.ok("OK") : HraftdJson.failed(Failures.sentence(failure))));
    }

    private CompletionStage<Void> remove(Map<String, String> given, GroupSeat seat) {
        String id = given.get("id");
        if (id == null) {
            throw new BadRequest("ID not found");
        }
        GroupStatus status = seat.group().status();
        return find(status, id)
                .map(member -> seat.group().remove(member.id()))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private static Optional<MemberStatus> find(GroupStatus status, String id) {
        return status.members().stream()
                .filter(member -> member.id().equals(id)
                        || HraftdJson.idOf(member).equals(id)
                        || member.address().equals(id))
                .findFirst();
    }

    /** A member that is known by one of its names only was started anew elsewhere: the old one goes first. */
    private CompletionStage<Void> join(HttpRequest request, Map<String, String> given, GroupSeat seat) {
        String caller = caller(request);
        String address = seenFrom(caller, required(given, "addr"));
        String[] halves = required(given, "id").split(",", -1);
        String http = halves.length == 2 ? seenFrom(caller, halves[0]) : "";
        String id = halves.length == 2 ? http + "," + seenFrom(caller, halves[1]) : halves[0];
        GroupStatus status = seat.group().status();
        Optional<MemberStatus> present = find(status, id).or(() -> find(status, address));
        if (present.filter(member -> member.address().equals(address)
                        && (member.id().equals(id) || HraftdJson.idOf(member).equals(id)))
                .isPresent()) {
            return CompletableFuture.completedFuture(null);
        }
        Map<String, String> labels = http.isEmpty() ? Map.of() : Map.of("httpUri", "http://" + http);
        return present.map(member -> seat.group().remove(member.id()))
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenCompose(done -> seat.group().add(id, address, labels))
                .thenCompose(done -> describe(seat));
    }

    /** The description of the group stands under a key, for those who look it up there. */
    private CompletionStage<Void> describe(GroupSeat seat) {
        String cluster = new String(Json.bytes(HraftdJson.cluster(seat.group().status())), StandardCharsets.UTF_8);
        return ports.log()
                .propose(new PutKeyValues(new TreeMap<>(TreePMap.singleton(CLUSTER_KEY, cluster))))
                .<Void>handle((done, failure) -> null);
    }

    private static String required(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BadRequest("the body has no '" + name
                        + "'; expected {\"addr\": \"host:raftPort\", \"id\": " + "\"host:httpPort,host:raftPort\"}"));
    }

    /** Where the request came from, as the node that took it saw it. */
    private static String caller(HttpRequest request) {
        return request.getHeader("X-Origin-RemoteAddr")
                .map(HttpHeader::value)
                .map(HraftdGroup::hostOf)
                .or(() -> request.getAttribute(AttributeKeys.remoteAddress)
                        .flatMap(RemoteAddress::getAddress)
                        .map(address -> address.getHostAddress()))
                .orElse("");
    }

    /** A node may not know its own address: an empty or local host means the one it is seen at. */
    private static String seenFrom(String caller, String address) {
        String host = hostOf(address);
        boolean saysNothing = host.isEmpty()
                || host.equals("0.0.0.0")
                || host.equals("[::]")
                || ((host.equals("localhost") || host.startsWith("127.")) && !caller.startsWith("127."));
        return !saysNothing || caller.isEmpty() ? address : caller + address.substring(host.length());
    }

    private static String hostOf(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 || colon < address.lastIndexOf(']') ? address : address.substring(0, colon);
    }
}
