package io.quorate.http;

import akka.http.javadsl.model.HttpHeader;
import io.quorate.api.HealthJson;
import io.quorate.api.Json;
import io.quorate.log.GroupStatus;
import io.quorate.readmodel.NodeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How this node fares, for people and load balancers. */
final class HealthRoutes {

    private static final Answer NOT_LEADER = Answer.withStatus(404, Json.string("Not leader"));

    private final Ports ports;

    HealthRoutes(Ports ports) {
        this.ports = ports;
    }

    void addTo(EndpointTable table) {
        table.read("health", r -> health());
        table.read("status", r -> health());
        table.constant("lb-check", () -> Answer.bare(Json.string("OK")));
        table.constant("_ping", () -> Answer.bare(Json.string("OK")));
        table.read("leader-check", r -> leaderCheck(NOT_LEADER));
        table.read("leader-check/:errorStatusCode", r -> leaderCheck(notLeader(r)));
        table.askLeader("routed-leader-check", r -> leaderCheck(NOT_LEADER));
        table.askLeader("routed-leader-check/:errorStatusCode", r -> leaderCheck(notLeader(r)));
        table.read("headers", HealthRoutes::headers);
    }

    Answer health() {
        NodeFacts node = ports.readModel().node();
        HealthJson details = new HealthJson(
                node.hostname(),
                node.token(),
                ports.readModel().leadership().isLeader(),
                node.trouble(),
                node.version(),
                node.database(),
                node.startedAt(),
                ports.clock().instant(),
                ports.seat().map(HealthRoutes::membership));
        return node.trouble()
                .map(why -> Answer.error("Application node is unhealthy: " + why, details))
                .orElseGet(() -> Answer.ok("Application node is healthy", details));
    }

    private static final Answer LEADER = Answer.bare(Json.string("OK"));

    /** What the group says at this very instant, asked last: two nodes must never both say that they lead. */
    private Answer leaderCheck(Answer otherwise) {
        boolean leads = ports.seat()
                .map(seat -> seat.group().leadsNow())
                .orElseGet(() -> ports.readModel().leadership().isLeader());
        return leads ? LEADER : otherwise;
    }

    private static HealthJson.Membership membership(GroupSeat seat) {
        GroupStatus status = seat.group().status();
        return new HealthJson.Membership(
                Members.leaderAddress(status),
                status.leaderUri().orElse(""),
                seat.advertise(),
                status.members().stream()
                        .filter(GroupStatus.MemberStatus::active)
                        .map(GroupStatus.MemberStatus::address)
                        .toList());
    }

    /** The status a load balancer wants to see; 404 when that is no status. */
    private static Answer notLeader(ApiRequest request) {
        long status = request.asInteger(request.path("errorStatusCode")).orElse(404L);
        return status < 100 || status > 599 ? NOT_LEADER : Answer.withStatus((int) status, Json.string("Not leader"));
    }

    private static Answer headers(ApiRequest request) {
        Map<String, List<String>> byName = new TreeMap<>();
        for (HttpHeader header : request.http().getHeaders()) {
            if (header.renderInRequests()) {
                byName.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
            }
        }
        return Answer.bare(json -> {
            json.writeStartObject();
            for (Map.Entry<String, List<String>> header : byName.entrySet()) {
                json.writeFieldName(header.getKey());
                Json.strings(header.getValue()).writeTo(json);
            }
            json.writeEndObject();
        });
    }
}
