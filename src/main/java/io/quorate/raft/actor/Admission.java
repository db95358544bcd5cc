package io.quorate.raft.actor;

import io.quorate.raft.actor.transport.Payload;
import io.quorate.raft.actor.transport.WireMessage;
import io.quorate.raft.core.PeerStatus;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who founds the group, and whom a leader lets in, in the manner of a clerk: from what nodes say of themselves it
 * concludes the next single change. Time comes in as an argument. For one thread.
 */
final class Admission {

    /** What a node said is worth something for this long. */
    private static final long VALID_NANOS = Duration.ofSeconds(12).toNanos();

    /** Two lives of one node that both speak within this time are two processes. */
    private static final long TWINS_NANOS = Duration.ofSeconds(3).toNanos();

    private record Visitor(
            NodeId node,
            Incarnation incarnation,
            Payload.Hello hello,
            long heardAt,
            Optional<Incarnation> before,
            long beforeHeardAt) {

        boolean isTwin(long now) {
            return before.isPresent() && now - beforeHeardAt < TWINS_NANOS;
        }
    }

    private final RaftNodeSettings settings;
    private final Incarnation incarnation;
    private final List<String> ownNodes;
    private final Map<NodeId, Visitor> visitors = new HashMap<>();

    Admission(RaftNodeSettings settings, Incarnation incarnation) {
        this.settings = settings;
        this.incarnation = incarnation;
        this.ownNodes = settings.nodes().stream().map(Peer::toString).sorted().toList();
    }

    /** Whether a member is this very node. */
    boolean isSelf(Member member) {
        return member.is(settings.node(), incarnation);
    }

    /** What this node says of itself. */
    Payload.Hello hello(boolean wantsAnswer, boolean member) {
        return new Payload.Hello(wantsAnswer, member, ownNodes, settings.labels());
    }

    void onHello(WireMessage.Header header, Payload.Hello hello, long now) {
        Optional<Visitor> known = Optional.ofNullable(visitors.get(header.from()));
        Optional<Visitor> otherLife = known.filter(v -> !v.incarnation().equals(header.incarnation()));
        visitors.put(
                header.from(),
                new Visitor(
                        header.from(),
                        header.incarnation(),
                        hello,
                        now,
                        otherLife.map(Visitor::incarnation).or(() -> known.flatMap(Visitor::before)),
                        otherLife
                                .map(Visitor::heardAt)
                                .or(() -> known.map(Visitor::beforeHeardAt))
                                .orElse(0L)));
    }

    private Stream<Visitor> present(long now) {
        return visitors.values().stream().filter(visitor -> now - visitor.heardAt() < VALID_NANOS);
    }

    // ---- founding ----

    /** Why this empty node does not found its group yet; for people. Empty when nothing is in the way. */
    Optional<String> obstacle(long now) {
        if (settings.waitToJoin()) {
            return Optional.of("this node waits until a group adds it");
        }
        if (settings.isAlone()) {
            return Optional.empty();
        }
        Optional<Visitor> member = present(now).filter(v -> v.hello().member()).findFirst();
        if (member.isPresent()) {
            return Optional.of(
                    "node " + member.get().node() + " belongs to a group already, which must admit this one");
        }
        Optional<Visitor> other =
                listed(now).filter(v -> !v.hello().nodes().equals(ownNodes)).findFirst();
        if (other.isPresent()) {
            return Optional.of("RaftNodes differ: here " + ownNodes + ", at node "
                    + other.get().node() + " " + other.get().hello().nodes());
        }
        long agreeing = 1 + listed(now).count();
        int majority = settings.nodes().size() / 2 + 1;
        return agreeing >= majority
                ? Optional.empty()
                : Optional.of("only " + agreeing + " of " + settings.nodes().size() + " nodes can be reached; "
                        + majority + " are needed to found the group");
    }

    private Stream<Visitor> listed(long now) {
        return present(now)
                .filter(v -> !v.node().equals(settings.node()))
                .filter(v ->
                        settings.nodes().stream().anyMatch(peer -> peer.id().equals(v.node())));
    }

    /** The group to found: all listed nodes as voters, those that were heard with the life they have. */
    Configuration founding(GroupId group, long now) {
        List<Member> members = new ArrayList<>();
        for (Peer peer : settings.nodes()) {
            if (!peer.id().equals(settings.node())) {
                Optional<Visitor> visitor =
                        present(now).filter(v -> v.node().equals(peer.id())).findFirst();
                TreeMap<String, String> labels = new TreeMap<>(Map.of(RaftNodeSettings.ADDRESS, peer.address()));
                visitor.ifPresent(v -> labels.putAll(v.hello().labels()));
                members.add(new Member(peer.id(), visitor.map(Visitor::incarnation), Suffrage.VOTER, 0, labels));
            }
        }
        members.add(new Member(settings.node(), Optional.of(incarnation), Suffrage.VOTER, 0, settings.labels()));
        return new Configuration(group, members);
    }

    // ---- a leader's changes ----

    /**
     * What the leader should change next.
     *
     * @param reached the list to which the configuration was brought last
     */
    Optional<MembershipChange> nextChange(RaftState state, Optional<String> reached, long now) {
        Configuration configuration = state.configuration().orElseThrow();
        for (Member member : configuration.members()) {
            Optional<MembershipChange> change = ownLabels(member)
                    .or(() -> present(now)
                            .filter(v -> v.node().equals(member.id()))
                            .findFirst()
                            .flatMap(visitor -> changeOf(configuration, state, member, visitor, now)));
            if (change.isPresent()) {
                return change;
            }
        }
        return promotion(configuration, state)
                .or(() -> reached.isPresent() && wantsList(configuration, reached, now)
                        ? addition(configuration, now).or(() -> removal(configuration, state, now))
                        : Optional.empty());
    }

    private Optional<MembershipChange> ownLabels(Member member) {
        return member.id().equals(settings.node()) && !member.labels().equals(settings.labels())
                ? Optional.of(new MembershipChange.Relabel(member.id(), settings.labels()))
                : Optional.empty();
    }

    private Optional<MembershipChange> changeOf(
            Configuration configuration, RaftState state, Member member, Visitor visitor, long now) {
        if (member.incarnation().isEmpty()) {
            return Optional.of(new MembershipChange.Bind(member.id(), visitor.incarnation()));
        }
        if (!member.is(visitor.node(), visitor.incarnation())) {
            // A new disk: only where the node said to be at its known address, and the others can do without it.
            String address = String.valueOf(visitor.hello().labels().get(RaftNodeSettings.ADDRESS));
            boolean agrees = address.equals(member.labels().get(RaftNodeSettings.ADDRESS))
                    || settings.nodes().contains(new Peer(member.id(), address));
            boolean othersSuffice = configuration.without(member.id()).isMajority(active(state, now))
                    || configuration.without(member.id()).voters().isEmpty();
            return agrees && othersSuffice && !visitor.isTwin(now)
                    ? Optional.of(new MembershipChange.Replace(member.id(), visitor.incarnation()))
                    : Optional.empty();
        }
        TreeMap<String, String> labels = new TreeMap<>(visitor.hello().labels());
        return member.labels().equals(labels)
                ? Optional.empty()
                : Optional.of(new MembershipChange.Relabel(member.id(), labels));
    }

    private static Optional<MembershipChange> promotion(Configuration configuration, RaftState state) {
        return configuration.members().stream()
                .filter(member -> !member.isVoter() && member.incarnation().isPresent())
                .filter(member -> {
                    PeerStatus status = state.peers().get(member.id());
                    return status != null && status.counts() && status.caughtUp();
                })
                .<MembershipChange>map(member -> new MembershipChange.Promote(member.id()))
                .findFirst();
    }

    /** The list changed since it was last reached, and most of those who are there have the new one. */
    private boolean wantsList(Configuration configuration, Optional<String> reached, long now) {
        if (settings.nodes().isEmpty() || reached.equals(Optional.of(listText()))) {
            return false;
        }
        List<Member> others = configuration.members().stream()
                .filter(member -> !member.id().equals(settings.node()))
                .filter(member -> present(now).anyMatch(v -> v.node().equals(member.id())))
                .toList();
        long agreeing =
                1 + others.stream().filter(member -> agrees(member, now)).count();
        return agreeing > (others.size() + 1) / 2;
    }

    private boolean agrees(Member member, long now) {
        return present(now)
                .anyMatch(v -> v.node().equals(member.id()) && v.hello().nodes().equals(ownNodes));
    }

    /**
     * Whether the list may be noted as reached: the configuration is what it wants, or it is the first one, which the
     * group was founded with. (What operators changed since then must not be undone.)
     */
    boolean hasReachedList(Configuration configuration, Optional<String> reached, long now) {
        if (!wantsList(configuration, reached, now)) {
            return false;
        }
        return reached.isEmpty() || isWhatListWants(configuration);
    }

    /** Whether the members are those of the list. */
    boolean isWhatListWants(Configuration configuration) {
        return !settings.nodes().isEmpty()
                && configuration.members().size() == settings.nodes().size()
                && settings.nodes().stream()
                        .allMatch(peer -> configuration.member(peer.id()).isPresent());
    }

    String listText() {
        return String.join(",", ownNodes);
    }

    private Optional<MembershipChange> addition(Configuration configuration, long now) {
        return settings.nodes().stream()
                .filter(peer -> configuration.member(peer.id()).isEmpty())
                .map(peer ->
                        present(now).filter(v -> v.node().equals(peer.id())).findFirst())
                .flatMap(Optional::stream)
                .<MembershipChange>map(v -> new MembershipChange.AddLearner(new Member(
                        v.node(),
                        Optional.of(v.incarnation()),
                        Suffrage.LEARNER,
                        0,
                        new TreeMap<>(v.hello().labels()))))
                .findFirst();
    }

    /** Only once every listed node votes, and only while the rest has a majority that answers. This node goes last. */
    private Optional<MembershipChange> removal(Configuration configuration, RaftState state, long now) {
        boolean allVote = settings.nodes().stream().allMatch(peer -> configuration.isVoter(peer.id()));
        if (!allVote) {
            return Optional.empty();
        }
        return configuration.members().stream()
                .map(Member::id)
                .filter(id ->
                        settings.nodes().stream().noneMatch(peer -> peer.id().equals(id)))
                .filter(id -> configuration.without(id).isMajority(active(state, now)))
                .<MembershipChange>map(MembershipChange.Remove::new)
                .findFirst();
    }

    private Predicate<Member> active(RaftState state, long now) {
        long limit = settings.raft().electionTimeout().toNanos();
        return member -> {
            PeerStatus status = state.peers().get(member.id());
            return member.id().equals(settings.node())
                    || (status != null
                            && status.counts()
                            && status.heardAtNanos().isPresent()
                            && now - status.heardAtNanos().getAsLong() < limit);
        };
    }
}
