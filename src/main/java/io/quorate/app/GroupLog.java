package io.quorate.app;

import akka.actor.typed.javadsl.ActorContext;
import io.quorate.config.Configuration;
import io.quorate.config.mapping.ToRaft;
import io.quorate.http.GroupSeat;
import io.quorate.log.GroupStatus;
import io.quorate.log.RaftLog;
import io.quorate.log.ReplicatedLog;
import io.quorate.raft.actor.RaftNode;
import io.quorate.raft.actor.RaftNodeSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The log of a node that belongs to a group. */
final class GroupLog implements LogKeeper {

    /** A node that ends waits no longer for another one to lead. */
    private static final Duration HAND_OVER = Duration.ofSeconds(3);

    private final RaftLog log;
    private final LeasedLog leased;
    private final GroupSeat seat;
    private final RaftNodeSettings settings;

    GroupLog(Configuration configuration) {
        settings = ToRaft.settings(configuration);
        log = new RaftLog(settings);
        leased = new LeasedLog(log, log);
        seat = new GroupSeat(
                log,
                configuration.text("RaftBind"),
                ToRaft.advertised(configuration).toString(),
                configuration.integer("DefaultRaftPort"),
                Optional.empty());
    }

    @Override
    public void open(ActorContext<?> guardian) {
        guardian.spawn(log.behavior(), RaftNode.NAME);
    }

    @Override
    public CompletionStage<?> ready() {
        return log.ready();
    }

    @Override
    public CompletionStage<String> failed() {
        return log.failed();
    }

    @Override
    public ReplicatedLog log() {
        return leased;
    }

    @Override
    public String node() {
        return settings.node().text();
    }

    @Override
    public Optional<GroupSeat> seat() {
        return Optional.of(seat);
    }

    @Override
    public CompletionStage<Void> caughtUp() {
        return log.readBarrier();
    }

    @Override
    public CompletionStage<Void> handOver() {
        GroupStatus status = log.status();
        boolean othersVote = status.members().stream()
                .anyMatch(member -> member.voter() && !member.id().equals(status.self()));
        if (!log.leadership().isLeader() || !othersVote) {
            return CompletableFuture.completedFuture(null);
        }
        return log.transfer(Optional.empty())
                .toCompletableFuture()
                .orTimeout(HAND_OVER.toMillis(), TimeUnit.MILLISECONDS)
                .handle((leader, failure) -> null);
    }
}
