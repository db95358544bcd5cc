package io.quorate.raft.actor;

import io.quorate.raft.actor.transport.Freshness;
import io.quorate.raft.actor.transport.Payload;
import io.quorate.raft.actor.transport.PeerLink;
import io.quorate.raft.actor.transport.RaftTransport;
import io.quorate.raft.actor.transport.WireMessage;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows where nodes are, puts headers on what goes out, and lets in only what is fresh, of this group and meant for this
 * node. For the replica's thread only.
 */
final class Mailroom {

    private static final Logger LOG = LoggerFactory.getLogger(Mailroom.class);

    /** Senders that are remembered; more can only be strangers. */
    private static final int MAX_SENDERS = 1_000;

    private record Heard(String address, Incarnation incarnation) {}

    private final RaftNodeSettings settings;
    private final Incarnation incarnation;
    private final RaftTransport transport;
    private final long connection;

    private Optional<Configuration> configuration = Optional.empty();
    private Optional<GroupId> group = Optional.empty();
    private final Map<NodeId, PeerLink> links = new HashMap<>();
    private final Map<NodeId, Freshness> freshness = new HashMap<>();
    private final Map<NodeId, Heard> heard = new HashMap<>();
    private long sequence;
    private final Set<String> reported = new HashSet<>();

    Mailroom(RaftNodeSettings settings, Incarnation incarnation, RaftTransport transport, long connection) {
        this.settings = settings;
        this.incarnation = incarnation;
        this.transport = transport;
        this.connection = connection;
    }

    /** The state as it is now: who belongs to the group. */
    void update(RaftState state) {
        configuration = state.configurationIndex() > 0 ? state.configuration() : Optional.empty();
        group = configuration.map(Configuration::group);
    }

    Optional<GroupId> group() {
        return group;
    }

    /** Sends, or says that it did not. */
    boolean send(NodeId to, Payload payload, long nowNanos) {
        Optional<String> address = addressOf(to);
        if (address.isEmpty() || !link(to).admits(nowNanos)) {
            return false;
        }
        transport.send(address.get(), message(Optional.of(to), payload, nowNanos));
        return true;
    }

    /** To whoever is at the address; for those who do not know each other. Not counted; the caller does it rarely. */
    void sendTo(String address, Payload payload, long nowNanos) {
        transport.send(address, message(Optional.empty(), payload, nowNanos));
    }

    private WireMessage message(Optional<NodeId> to, Payload payload, long nowNanos) {
        return new WireMessage(
                new WireMessage.Header(
                        group, settings.node(), incarnation, settings.address(), to, connection, ++sequence, nowNanos),
                payload);
    }

    /** Where a node is: as it said itself if that is its admitted life, else by the log, else by the configuration. */
    Optional<String> addressOf(NodeId node) {
        Optional<Member> member = configuration.flatMap(c -> c.member(node));
        Heard spoken = heard.get(node);
        if (spoken != null
                && member.flatMap(Member::incarnation)
                        .map(spoken.incarnation()::equals)
                        .orElse(true)) {
            return Optional.of(spoken.address());
        }
        return member.map(m -> m.labels().get(RaftNodeSettings.ADDRESS))
                .or(() -> settings.nodes().stream()
                        .filter(peer -> peer.id().equals(node))
                        .map(Peer::address)
                        .findFirst());
    }

    /** All addresses of others that this node has heard of. */
    Set<String> addresses() {
        Set<String> all = new TreeSet<>();
        settings.nodes().forEach(peer -> all.add(peer.address()));
        configuration.ifPresent(c -> c.members().forEach(m -> addressOf(m.id()).ifPresent(all::add)));
        all.remove(settings.address());
        return all;
    }

    /** Whether the message may be looked at. */
    boolean admits(WireMessage message, long nowNanos) {
        WireMessage.Header header = message.header();
        if (header.to().isPresent() && !header.to().get().equals(settings.node())) {
            report(
                    "to " + header.from() + header.to(),
                    "{} at {} takes this node for {}; this is {}. Check RaftNodes and RaftAdvertise on both",
                    header.from(),
                    header.address(),
                    header.to().get(),
                    settings.node());
            return false;
        }
        if (header.from().equals(settings.node())) {
            report(
                    "self " + header.address(),
                    "Another process calls itself {}, at {}. Each node needs an id of its own",
                    header.from(),
                    header.address());
            return false;
        }
        if (group.isPresent() && header.group().isPresent() && !group.equals(header.group())) {
            report(
                    "group " + header.from(),
                    "Node {} at {} belongs to group {}, this node to group {}: its messages are refused. One of the two"
                            + " must be emptied",
                    header.from(),
                    header.address(),
                    header.group().get(),
                    group.get());
            return false;
        }
        if (isStranger(header, message.payload())) {
            report(
                    "stranger " + header.from(),
                    "Node {} at {} is not known here: its messages are refused",
                    header.from(),
                    header.address());
            return false;
        }
        return isFresh(header, nowNanos);
    }

    /** Of no group, and named neither in the log nor in the configuration. */
    private boolean isStranger(WireMessage.Header header, Payload payload) {
        boolean named = configuration.flatMap(c -> c.member(header.from())).isPresent()
                || settings.nodes().stream().anyMatch(peer -> peer.id().equals(header.from()));
        return header.group().isEmpty() && !named && !(payload instanceof Payload.Hello);
    }

    private boolean isFresh(WireMessage.Header header, long nowNanos) {
        if (heard.size() >= MAX_SENDERS && !heard.containsKey(header.from())) {
            return false;
        }
        boolean fresh = freshness
                .computeIfAbsent(
                        header.from(), unused -> new Freshness(settings.raft().electionTimeout()))
                .accept(header, nowNanos);
        if (fresh) {
            heard.put(header.from(), new Heard(header.address(), header.incarnation()));
            link(header.from()).heard(nowNanos);
        }
        return fresh;
    }

    boolean isActive(NodeId node, long nowNanos) {
        PeerLink link = links.get(node);
        return link != null && link.isActive(nowNanos);
    }

    private PeerLink link(NodeId node) {
        return Objects.requireNonNull(links.computeIfAbsent(
                node,
                unused -> new PeerLink(
                        settings.raft().electionTimeout().toNanos(),
                        settings.raft().heartbeat().toNanos())));
    }

    /** Once per subject. */
    void report(String subject, String text, Object... arguments) {
        if (reported.size() < MAX_SENDERS && reported.add(subject)) {
            LOG.error(text, arguments);
        }
    }
}
