package io.quorate.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node that is alone, as a group: it leads once its log was replayed, and nobody can be added. */
final class LoneGroup implements Group {

    private static final String ALONE =
            "this node is not part of a group: set RaftEnabled and RaftNodes on all nodes, then restart them";

    private final String node;
    private final SingleNodeLog log;

    LoneGroup(String node, SingleNodeLog log) {
        this.node = node;
        this.log = log;
    }

    @Override
    public GroupStatus status() {
        boolean leads = log.leadership().isLeader();
        return new GroupStatus(
                Optional.empty(),
                node,
                leads ? "Leader" : "Candidate",
                log.leadership().epoch(),
                log.leadership().leader(),
                Optional.empty(),
                leads,
                List.of(new GroupStatus.MemberStatus(
                        node, node, Optional.empty(), true, true, leads, Optional.empty(), 0, Map.of())),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                leads ? Optional.of(Duration.ZERO) : Optional.empty(),
                0);
    }

    @Override
    public boolean leadsNow() {
        return log.leadership().isLeader();
    }

    @Override
    public CompletionStage<Void> readBarrier() {
        return leadsNow() ? CompletableFuture.completedFuture(null) : refused("the log of this node is not running");
    }

    @Override
    public CompletionStage<Void> add(String id, String address, Map<String, String> labels) {
        return refused(ALONE);
    }

    @Override
    public CompletionStage<Void> promote(String id) {
        return refused(ALONE);
    }

    @Override
    public CompletionStage<Void> remove(String id) {
        return refused(ALONE);
    }

    @Override
    public CompletionStage<Void> prefer(String id, int priority) {
        return refused(ALONE);
    }

    @Override
    public CompletionStage<String> transfer(Optional<String> to) {
        return refused(ALONE);
    }

    @Override
    public CompletionStage<Long> snapshot() {
        return refused("a node that is alone takes its snapshots by itself, each 1000 changes");
    }

    private static <T> CompletionStage<T> refused(String reason) {
        return CompletableFuture.failedFuture(new LogUnavailable(reason));
    }
}
