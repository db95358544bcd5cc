package io.quorate.http;

import io.quorate.api.GroupJson;
import io.quorate.api.Json;
import io.quorate.log.Group;
import io.quorate.log.GroupStatus;
import io.quorate.log.GroupStatus.MemberStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The old systems' questions about a group, and the old ways to change it. Any node can be asked: the group has its
 * leader carry out what is to be changed.
 */
final class RaftRoutes {

    private final Optional<GroupSeat> seat;

    RaftRoutes(Optional<GroupSeat> seat) {
        this.seat = seat;
    }

    void addTo(EndpointTable table) {
        if (seat.isPresent()) {
            addTo(table, seat.get());
        } else {
            addAlone(table);
        }
    }

    /** What a node answers to questions about a group it is not part of. */
    private static void addAlone(EndpointTable table) {
        for (String path : List.of(
                "raft-peers",
                "raft-state",
                "raft-leader",
                "raft-health",
                "raft-status",
                "raft-follower-health-report/:token/:raftBind/:raftAdvertise")) {
            table.read(path, r -> alone(path));
        }
        for (String path : List.of(
                "raft-snapshot",
                "raft-add-peer/:addr",
                "raft-remove-peer/:addr",
                "raft-yield/:node",
                "raft-yield-hint/:hint")) {
            table.changeHere(path, r -> CompletableFuture.completedFuture(alone(path)));
        }
        table.changeHere("reelect", r -> done(Answer.ok("This node is alone and leads", Json.nothing())));
        table.changeHere("grab-election", r -> done(Answer.ok("This node is alone and leads", Json.nothing())));
    }

    private static Answer alone(String path) {
        String name = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        return Answer.error(name + ": not running with raft setup");
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static void addTo(EndpointTable table, GroupSeat seat) {
        Group group = seat.group();
        table.read("raft-state", r -> Answer.bare(Json.string(group.status().role())));
        table.read("raft-leader", r -> Answer.bare(Json.string(Members.leaderAddress(group.status()))));
        table.read("raft-health", r -> health(group.status()));
        table.read("raft-peers", r -> Answer.bare(Json.strings(addresses(group.status()))));
        table.read("raft-status", r -> status(seat));
        table.changeHere(
                "raft-snapshot",
                r -> group.snapshot().thenApply(index -> Answer.bare(Json.string("snapshot created"))));
        table.changeHere("raft-yield/:node", r -> yieldTo(seat, r.path("node").strip()));
        table.changeHere(
                "raft-yield-hint/:hint", r -> yieldToHint(group, r.path("hint").strip()));
        table.changeHere("raft-add-peer/:addr", r -> add(seat, r.path("addr").strip()));
        table.changeHere(
                "raft-remove-peer/:addr", r -> remove(seat, r.path("addr").strip()));
        // Members say how they fare in what they answer to the leader; old nodes' reports are taken and not needed.
        table.read(
                "raft-follower-health-report/:token/:raftBind/:raftAdvertise",
                r -> Answer.bare(Json.string("health reported")));
        table.changeHere(
                "reelect",
                r -> group.transfer(Optional.empty())
                        .thenApply(to -> Answer.ok("Leadership handed to " + to, Json.nothing())));
        table.changeHere(
                "grab-election",
                r -> done(Answer.error("grab-election: leadership is not grabbed in a raft setup; use raft-yield")));
    }

    /** A follower that has not heard of a leader for longer than an election takes is not healthy. */
    private static Answer health(GroupStatus status) {
        return status.healthy() ? Answer.bare(Json.string("healthy")) : Answer.error("unhealthy");
    }

    private static List<String> addresses(GroupStatus status) {
        return status.members().stream().map(MemberStatus::address).toList();
    }

    private static Answer status(GroupSeat seat) {
        GroupStatus status = seat.group().status();
        return Answer.bare(GroupJson.raftStatus(
                status, seat.bind(), seat.advertise(), Members.leaderAddress(status), addresses(status)));
    }

    private static CompletionStage<Answer> yieldTo(GroupSeat seat, String node) {
        MemberStatus member = Members.named(seat.group().status(), node, seat.defaultPort())
                .orElseThrow(() -> unknown(seat.group(), node));
        return GroupRoutes.refusable(seat.group()
                .transfer(Optional.of(member.id()))
                .thenApply(to -> Answer.ok("Leadership handed to " + to, Json.nothing())));
    }

    private static CompletionStage<Answer> yieldToHint(Group group, String hint) {
        MemberStatus member = Members.hinted(group.status(), hint).orElseThrow(() -> unknown(group, hint));
        return GroupRoutes.refusable(group.transfer(Optional.of(member.id()))
                .thenApply(to -> Answer.ok("Leadership handed to " + to, Json.string(hint))));
    }

    private static BadRequest unknown(Group group, String name) {
        return new BadRequest("No member of the group is called '" + name + "'; there are "
                + String.join(", ", addresses(group.status())));
    }

    /** A node's id is, unless configured otherwise, the address it is known by. */
    private static CompletionStage<Answer> add(GroupSeat seat, String given) {
        String address = Members.withPort(given, seat.defaultPort());
        return GroupRoutes.refusable(
                seat.group().add(address, address, Map.of()).thenApply(done -> Answer.bare(Json.string(address))));
    }

    private static CompletionStage<Answer> remove(GroupSeat seat, String given) {
        MemberStatus member = Members.named(seat.group().status(), given, seat.defaultPort())
                .orElseThrow(() -> unknown(seat.group(), given));
        return GroupRoutes.refusable(seat.group()
                .remove(member.id())
                .thenApply(done -> Answer.bare(Json.string(Members.withPort(given, seat.defaultPort())))));
    }
}
