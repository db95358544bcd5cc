package io.quorate.raft.core;

import io.quorate.raft.core.Output.Outbound;
import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import io.quorate.raft.core.message.Message;
import io.quorate.raft.core.message.SnapshotChunk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A few replicas on one thread with a clock that the test moves, disks that sync when told (at once unless held), and a
 * network that loses what the test says. Not a simulation: nothing here is random.
 */
final class TinyGroup {

    static final RaftSettings SETTINGS = RaftSettings.of(Duration.ofSeconds(1));
    static final Duration TICK = Duration.ofMillis(10);
    static final GroupId GROUP = new GroupId(new UUID(1, 1));

    /** A message on its way. */
    record Packet(NodeId from, Incarnation life, NodeId to, Message message) {}

    final RaftSettings settings;
    final NavigableMap<NodeId, TinyNode> nodes = new TreeMap<>();
    final Deque<Packet> network = new ArrayDeque<>();
    /** Everything ever sent, lost or not. */
    final List<Packet> sent = new ArrayList<>();

    Predicate<Packet> loses = packet -> false;
    long now = 1_000_000_000L;

    /** With snapshots after few entries and a short tail. */
    static RaftSettings settings(int snapshotEntries, int keepEntries) {
        RaftSettings usual = SETTINGS;
        return new RaftSettings(
                usual.electionTimeout(),
                usual.heartbeat(),
                usual.giveUp(),
                usual.leaseReads(),
                200,
                4,
                4,
                400,
                usual.maxPendingProposals(),
                usual.maxPendingBytes(),
                snapshotEntries,
                usual.snapshotBytes(),
                keepEntries);
    }

    TinyGroup(RaftSettings settings) {
        this.settings = settings;
    }

    /** Nodes of these names; all are voters of one configuration, founded by the first. */
    static TinyGroup founded(String... names) {
        return founded(SETTINGS, names);
    }

    static TinyGroup founded(RaftSettings settings, String... names) {
        TinyGroup group = new TinyGroup(settings);
        for (String name : names) {
            group.start(name);
        }
        group.step(names[0], new Input.Found(configuration(names)));
        return group;
    }

    static Configuration configuration(String... names) {
        List<Member> members = new ArrayList<>();
        for (String name : names) {
            members.add(voter(name));
        }
        return new Configuration(GROUP, members);
    }

    static Member voter(String name) {
        return new Member(id(name), Optional.of(life(name)), Suffrage.VOTER, 50, new TreeMap<>(Map.of()));
    }

    static Member learner(String name) {
        return voter(name).with(Suffrage.LEARNER);
    }

    static NodeId id(String name) {
        return new NodeId(name);
    }

    static Incarnation life(String name) {
        return new Incarnation(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    TinyNode start(String name) {
        return start(name, life(name));
    }

    TinyNode start(String name, Incarnation life) {
        TinyNode node = new TinyNode(this, id(name), life);
        nodes.put(node.id, node);
        return node;
    }

    /** A node whose disk holds that already, long enough ago that it may vote. */
    TinyNode start(String name, DurableState disk) {
        TinyNode node = start(name);
        node.disk = disk;
        now -= SETTINGS.electionTimeout().toNanos();
        node.restart();
        now += SETTINGS.electionTimeout().toNanos();
        return node;
    }

    /** A log whose first entry is that configuration, with entries of these terms, in the last one's term. */
    static DurableState disk(Configuration configuration, long... terms) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            Entry.Content content = i == 0
                    ? new Entry.Membership(configuration)
                    : new Entry.Command(Optional.empty(), bytes(terms[i] + "." + (i + 1)));
            entries.add(new Entry(i + 1, terms[i], 0, content));
        }
        return DurableState.EMPTY
                .with(new Write.HardState(terms[terms.length - 1], Optional.empty()))
                .with(new Write.Splice(1, entries));
    }

    /** What was sent to that node, of one kind, oldest first. */
    <M extends Message> List<M> sentTo(String name, Class<M> kind) {
        return sent.stream()
                .filter(packet -> packet.to().equals(id(name)) && kind.isInstance(packet.message()))
                .map(packet -> kind.cast(packet.message()))
                .toList();
    }

    TinyNode node(String name) {
        TinyNode node = nodes.get(id(name));
        if (node == null) {
            throw new AssertionError("no node " + name);
        }
        return node;
    }

    RaftState state(String name) {
        return node(name).state;
    }

    /** What that leader knows of that node. */
    PeerStatus peer(String leader, String name) {
        PeerStatus status = state(leader).peers().get(id(name));
        if (status == null) {
            throw new AssertionError(leader + " keeps nothing of " + name);
        }
        return status;
    }

    /** One input and what it sends; nothing is delivered. */
    Output step(String name, Input input) {
        return node(name).step(input);
    }

    void deliver(String to, String from, Message message) {
        step(to, new Input.Received(id(from), node(from).life, message));
    }

    void send(TinyNode from, List<Outbound> messages) {
        for (Outbound outbound : messages) {
            Packet packet = new Packet(from.id, from.life, outbound.to(), outbound.message());
            sent.add(packet);
            network.addLast(packet);
        }
    }

    /** Delivers until nothing is on its way. */
    void settle() {
        for (int i = 0; i < 100_000 && !network.isEmpty(); i++) {
            Packet packet = network.removeFirst();
            TinyNode receiver = nodes.get(packet.to());
            if (receiver != null && receiver.isUp && !loses.test(packet)) {
                receiver.step(new Input.Received(packet.from(), packet.life(), packet.message()));
            }
        }
        if (!network.isEmpty()) {
            throw new AssertionError("messages go round for ever: " + network.peekFirst());
        }
    }

    /** Lets time pass in ticks, delivering everything after each. */
    void run(Duration time) {
        for (long end = now + time.toNanos(); now - end < 0; ) {
            now += TICK.toNanos();
            for (TinyNode node : List.copyOf(nodes.values())) {
                if (node.isUp) {
                    node.step(new Input.Tick());
                }
            }
            settle();
        }
    }

    /** Runs until some node leads and all that are up know it. */
    TinyNode elect() {
        for (int i = 0; i < 1000; i++) {
            run(TICK);
            Optional<TinyNode> leader = leader();
            if (leader.isPresent() && leader.get().state.leadsAt(now)) {
                return leader.get();
            }
        }
        throw new AssertionError("no leader within 10 s: "
                + nodes.values().stream().map(n -> n.state.toString()).toList());
    }

    /** The leader of the highest term among the nodes that are up. */
    Optional<TinyNode> leader() {
        return nodes.values().stream()
                .filter(node -> node.isUp && node.state.role() == Role.LEADER)
                .max(java.util.Comparator.comparingLong(node -> node.state.term()));
    }

    /** Elects the node that the test wants, by handing over to it. */
    TinyNode elect(String name) {
        TinyNode leader = elect();
        if (!leader.id.equals(id(name))) {
            leader.step(new Input.Transfer(1, Optional.of(id(name))));
            settle();
            run(Duration.ofMillis(200));
        }
        TinyNode now = elect();
        if (!now.id.equals(id(name))) {
            throw new AssertionError(now.id + " leads, not " + name);
        }
        return now;
    }

    void isolate(String... names) {
        List<NodeId> cut = java.util.Arrays.stream(names).map(TinyGroup::id).toList();
        loses = packet -> cut.contains(packet.from()) != cut.contains(packet.to());
    }

    void heal() {
        loses = packet -> false;
    }

    /** Proposes one command on that node; its index, or the refusal as an error. */
    long propose(String name, String text) {
        Output output = step(
                name,
                new Input.Propose(List.of(new Input.Proposal(7, Optional.empty(), bytes(text))), now / 1_000_000));
        Output.Proposed answer = output.proposed().get(0);
        if (answer instanceof Output.Proposed.Appended appended) {
            return appended.index();
        }
        throw new AssertionError(answer);
    }

    List<Long> terms(String name) {
        return state(name)
                .log()
                .slice(state(name).log().firstIndex(), state(name).log().lastIndex())
                .stream()
                .map(Entry::term)
                .toList();
    }

    java.util.Set<NodeId> leaders() {
        java.util.Set<NodeId> sure = new TreeSet<>();
        nodes.values().stream().filter(n -> n.isUp && n.state.leadsAt(now)).forEach(n -> sure.add(n.id));
        return sure;
    }

    /** A whole snapshot as one chunk, for tests that do not care about pieces. */
    static SnapshotChunk chunk(long term, SnapshotMeta meta, long round) {
        return new SnapshotChunk(term, meta, 0, 0, 0, Bytes.EMPTY, round);
    }
}
