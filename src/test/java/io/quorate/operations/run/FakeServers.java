package io.quorate.operations.run;

import io.quorate.model.Annotations;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.ProbeFailure;
import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import io.quorate.model.gtid.GtidSet;
import io.quorate.mysql.ReplicationStatus;
import io.quorate.mysql.ReplicationThreads;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import io.quorate.mysql.ServerGateways;
import io.quorate.mysql.SourceChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The servers of a drawn topology; those drawn as unreachable are down. */
public final class FakeServers implements ServerGateways {

    private final Map<InstanceKey, FakeServer> servers = new TreeMap<>();

    public static FakeServers of(Topology topology) {
        FakeServers fakes = new FakeServers();
        for (Member member : topology.members()) {
            member.instance()
                    .ifPresent(i -> fakes.servers.put(member.key(), new FakeServer(i, member.isLastCheckValid())));
        }
        return fakes;
    }

    public FakeServer server(String name) {
        return server(Topologies.key(name));
    }

    private FakeServer server(InstanceKey key) {
        return Optional.ofNullable(servers.get(key)).orElseThrow(() -> new AssertionError("no fake server " + key));
    }

    /** How many take writes; more than one is a split brain. */
    public long writableAndUp() {
        return servers.values().stream().filter(s -> s.isUp() && s.isWritable()).count();
    }

    /** The cluster of that name, as a node that looks now sees it; without those that have left it. */
    public Topology observed(String name, Instant now) {
        List<Observation> seen = new ArrayList<>();
        for (FakeServer server : servers.values()) {
            settle(server);
            Observation known = Observation.unprobed(server.key).seen(server.seen(), now, now);
            boolean hasLeft = server.isUp() && server.source().isEmpty();
            if (!hasLeft) {
                seen.add(
                        server.isUp()
                                ? known
                                : known.failed(
                                        new ProbeFailure(ProbeFailure.Kind.REFUSED, "refused", false), now, now));
            }
        }
        return Topology.of(name, seen, key -> Annotations.NONE);
    }

    private void settle(FakeServer replica) {
        Optional<FakeServer> source = replica.source()
                .map(InstanceKey::toString)
                .flatMap(name -> servers.values().stream()
                        .filter(s -> s.key.toString().equals(name))
                        .findFirst());
        replica.follow(source.map(FakeServer::isUp).orElse(false), source.flatMap(FakeServer::executedIfUp));
    }

    @Override
    public ServerGateway forProbing(InstanceKey key) {
        return forOperations(key);
    }

    @Override
    public ServerGateway forOperations(InstanceKey key) {
        return new Line(server(key));
    }

    private final class Line implements ServerGateway {

        private final FakeServer server;

        Line(FakeServer server) {
            this.server = server;
        }

        @Override
        public InstanceKey key() {
            return server.key;
        }

        @Override
        public void ping(Duration timeout) throws ServerException {
            server.enter("ping");
        }

        @Override
        public Instance probe() throws ServerException {
            server.enter("probe");
            settle(server);
            return server.seen();
        }

        @Override
        public ReplicationStatus readStatus() throws ServerException {
            server.enter("readStatus");
            settle(server);
            return server.status();
        }

        @Override
        public void stopReplication(String channel, ReplicationThreads threads) throws ServerException {
            server.enter("stop " + threads);
            server.threads(threads != ReplicationThreads.SQL, threads != ReplicationThreads.IO, false);
        }

        @Override
        public void startReplication(String channel, ReplicationThreads threads) throws ServerException {
            server.enter("start " + threads);
            server.threads(threads != ReplicationThreads.SQL, threads != ReplicationThreads.IO, true);
            settle(server);
        }

        @Override
        public boolean reconnectReplication(String channel, Duration limit) {
            throw new UnsupportedOperationException("no plan makes a replica reconnect");
        }

        @Override
        public boolean awaitRelayLogsApplied(String channel, Duration limit) throws ServerException {
            server.enter("awaitApplied");
            settle(server);
            return server.hasApplied();
        }

        @Override
        public boolean awaitExecuted(GtidSet set, Duration limit) throws ServerException {
            server.enter("awaitExecuted " + set.toLine());
            settle(server);
            return server.executed().contains(set);
        }

        @Override
        public void changeSource(String channel, SourceChange change) throws ServerException {
            server.enter("changeSource " + change.source());
            server.changeSource(change.source());
        }

        @Override
        public void resetReplication(String channel) throws ServerException {
            server.enter("reset");
            server.reset();
        }

        @Override
        public void setReadOnly(boolean readOnly, boolean withSuper) throws ServerException {
            server.enter("setReadOnly " + readOnly);
            server.readOnly(readOnly);
        }

        @Override
        public void setSemiSyncSource(boolean enabled) throws ServerException {
            server.enter("setSemiSyncSource " + enabled);
        }

        @Override
        public void setSemiSyncReplica(boolean enabled) throws ServerException {
            server.enter("setSemiSyncReplica " + enabled);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
