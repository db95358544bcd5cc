package io.quorate.log;

import io.quorate.raft.actor.RaftNode;
import io.quorate.raft.actor.RaftNodeSettings;
import io.quorate.raft.core.PeerStatus;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.Role;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A {@link GroupStatus} out of what a Raft node publishes. */
final class StatusReport {

    private static final String STOPPED = "Shutdown";

    private final RaftNode<?> node;
    private final RaftState state;
    private final long now = System.nanoTime();

    private StatusReport(RaftNode<?> node, RaftState state) {
        this.node = node;
        this.state = state;
    }

    static GroupStatus of(RaftNode<?> node) {
        return node.raft().map(state -> new StatusReport(node, state).report()).orElseGet(() -> unknown(node));
    }

    private static GroupStatus unknown(RaftNode<?> node) {
        String role = node.isStopped() ? STOPPED : "Candidate";
        return new GroupStatus(
                Optional.empty(),
                node.settings().node().text(),
                role,
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                0);
    }

    private GroupStatus report() {
        Optional<Configuration> configuration =
                state.configurationIndex() > 0 ? state.configuration() : Optional.empty();
        Optional<Member> leader = state.leader().flatMap(id -> configuration.flatMap(c -> c.member(id)));
        SortedMap<NodeId, PeerStatus> peers = state.peers();
        return new GroupStatus(
                configuration.map(c -> c.group().toString()),
                node.settings().node().text(),
                roleName(),
                state.term(),
                state.leader().map(NodeId::text),
                leader.flatMap(member -> Optional.ofNullable(member.labels().get(RaftNodeSettings.HTTP_URI))),
                isHealthy(),
                configuration.stream()
                        .flatMap(c -> c.members().stream())
                        .map(member -> describe(member, Optional.ofNullable(peers.get(member.id()))))
                        .toList(),
                state.configurationIndex(),
                state.log().firstIndex(),
                state.log().lastIndex(),
                state.log().lastTerm(),
                state.commitIndex(),
                node.applied().index(),
                state.snapshot().map(SnapshotMeta::index).orElse(0L),
                state.snapshot().map(SnapshotMeta::term).orElse(0L),
                lastContact(),
                state.pendingProposals());
    }

    private String roleName() {
        return switch (state.role()) {
            case LEADER -> "Leader";
            case FOLLOWER -> "Follower";
            case PRE_CANDIDATE, CANDIDATE -> "Candidate";
        };
    }

    private boolean leads() {
        return state.role() == Role.LEADER;
    }

    private boolean isHealthy() {
        if (leads()) {
            return node.leadsNow();
        }
        return state.leader().isPresent()
                && lastContact()
                        .filter(age -> age.compareTo(
                                        node.settings().raft().electionTimeout().multipliedBy(2))
                                < 0)
                        .isPresent();
    }

    private Optional<Duration> lastContact() {
        if (leads()) {
            return Optional.of(Duration.ZERO);
        }
        return state.leaderHeardAtNanos().isPresent()
                ? Optional.of(Duration.ofNanos(
                        Math.max(0, now - state.leaderHeardAtNanos().getAsLong())))
                : Optional.empty();
    }

    private GroupStatus.MemberStatus describe(Member member, Optional<PeerStatus> peer) {
        boolean self = member.id().equals(node.settings().node());
        boolean known = self || state.leader().equals(Optional.of(member.id()));
        return new GroupStatus.MemberStatus(
                member.id().text(),
                member.labels()
                        .getOrDefault(RaftNodeSettings.ADDRESS, member.id().text()),
                Optional.ofNullable(member.labels().get(RaftNodeSettings.HTTP_URI)),
                member.isVoter(),
                member.incarnation().isPresent(),
                known || peer.filter(this::isActive).isPresent(),
                self && leads() ? Optional.of(state.durableIndex()) : peer.map(PeerStatus::match),
                member.priority(),
                member.labels());
    }

    private boolean isActive(PeerStatus peer) {
        return peer.counts()
                && peer.heardAtNanos().isPresent()
                && now - peer.heardAtNanos().getAsLong()
                        < node.settings().raft().electionTimeout().toNanos();
    }
}
