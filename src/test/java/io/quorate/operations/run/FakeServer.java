package io.quorate.operations.run;

import io.quorate.model.GtidState;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.ProbeFailure;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationError;
import io.quorate.model.ThreadState;
import io.quorate.model.gtid.GtidSet;
import io.quorate.mysql.ReplicationStatus;
import io.quorate.mysql.ServerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A small model of one server: what it executed and received, whom it follows, whether it takes writes. Replication
 * happens in an instant, whenever somebody looks, unless it is held. Faults are told beforehand, by the name of a call.
 */
public final class FakeServer {

    private static final ReplicationError REFUSED = new ReplicationError(2003, "cannot connect");

    final InstanceKey key;
    private final Instance instance;
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Runnable> before = new HashMap<>();
    private final Map<String, ServerException> failing = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<GtidSet> executed;
    private Optional<GtidSet> received;
    private Optional<InstanceKey> source;
    private boolean ioRuns;
    private boolean sqlRuns;
    private boolean isConnected;
    private boolean isPatient;
    private boolean holdsApplying;
    private boolean isUp;
    private boolean readOnly;

    FakeServer(Instance instance, boolean isUp) {
        this.key = instance.key();
        this.instance = instance;
        this.isUp = isUp;
        this.executed = instance.gtid().executed();
        this.received = instance.channel().flatMap(ReplicationChannel::retrievedGtids);
        this.source = instance.channel().map(ReplicationChannel::source);
        this.ioRuns =
                instance.channel().map(c -> c.ioThread() != ThreadState.STOPPED).orElse(false);
        this.sqlRuns = instance.channel().map(c -> c.sqlThread().isRunning()).orElse(false);
        this.readOnly = instance.isReadOnly();
    }

    // What a test says and asks.

    /** From now on nothing answers there. */
    public synchronized void die() {
        isUp = false;
    }

    public synchronized void comeUp() {
        isUp = true;
    }

    /** The next calls of this name fail. */
    public synchronized void failOn(String call, ProbeFailure.Kind kind) {
        failing.put(call, error(kind, key + " was told to fail at " + call));
    }

    /** Done before the call of this name is carried out, once. */
    public synchronized void before(String call, Runnable action) {
        before.put(call, action);
    }

    /** The call of this name does not end before the line is closed. */
    public void hangOn(String call) {
        before(call, () -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        failOn(call, ProbeFailure.Kind.TIMEOUT);
    }

    /** What is received waits in the relay logs. */
    public synchronized void holdApplying() {
        holdsApplying = true;
    }

    /** The I/O thread waits for long before it tries to connect again. */
    public synchronized void stayDisconnected() {
        isPatient = true;
    }

    /** An operator starts both threads. */
    public synchronized void startReplicating() {
        threads(true, true, true);
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized boolean isWritable() {
        return !readOnly;
    }

    public synchronized Optional<InstanceKey> source() {
        return source;
    }

    public synchronized boolean isReplicating() {
        return source.isPresent() && ioRuns && sqlRuns;
    }

    public synchronized boolean isIoRunning() {
        return ioRuns;
    }

    public synchronized GtidSet executed() {
        return executed.orElseThrow();
    }

    // What a gateway asks.

    /** Every call begins here. */
    void enter(String call) throws ServerException {
        Runnable action;
        synchronized (this) {
            calls.add(call);
            action = before.remove(nameOf(call));
        }
        if (action != null) {
            action.run();
        }
        synchronized (this) {
            if (!isUp) {
                throw error(ProbeFailure.Kind.REFUSED, key + " refused or broke the connection");
            }
            ServerException failure = failing.get(nameOf(call));
            if (failure != null) {
                throw failure;
            }
        }
    }

    private static String nameOf(String call) {
        int blank = call.indexOf(' ');
        return blank < 0 ? call : call.substring(0, blank);
    }

    private static ServerException error(ProbeFailure.Kind kind, String message) {
        int number = kind == ProbeFailure.Kind.SERVER_ERROR ? 1105 : 0;
        return new ServerException(new ProbeFailure(kind, message, false), number, new IllegalStateException(message));
    }

    void close() {
        closed.countDown();
    }

    synchronized Instance instance() {
        return instance;
    }

    /** What a probe would see now. */
    synchronized Instance seen() {
        ReplicationStatus now = status();
        return new Instance(
                instance.key(),
                instance.alias(),
                instance.serverId(),
                instance.serverUuid(),
                instance.version(),
                instance.uptime(),
                readOnly,
                false,
                instance.binaryLog(),
                new GtidState(
                        instance.gtid().mode(),
                        now.executed(),
                        instance.gtid().purged(),
                        instance.gtid().errant()),
                now.channels(),
                instance.lag(),
                instance.semiSync(),
                instance.group(),
                instance.replicas(),
                instance.place(),
                instance.promotionRule(),
                instance.clusterAlias(),
                instance.clusterDomain(),
                instance.usesPseudoGtid(),
                instance.replicationCredentialsAvailable());
    }

    synchronized boolean isUp() {
        return isUp;
    }

    /** Replication takes a step. */
    synchronized void follow(boolean isSourceUp, Optional<GtidSet> fromSource) {
        isConnected = isSourceUp && !isPatient;
        if (ioRuns && fromSource.isPresent()) {
            received = Optional.of(received.map(r -> r.union(fromSource.get())).orElse(fromSource.get()));
        }
        if (sqlRuns && !holdsApplying && received.isPresent() && executed.isPresent()) {
            executed = Optional.of(executed.get().union(received.get()));
        }
    }

    synchronized Optional<GtidSet> executedIfUp() {
        return isUp ? executed : Optional.empty();
    }

    synchronized boolean hasApplied() {
        return executed.flatMap(e -> received.map(e::contains)).orElse(true);
    }

    synchronized void threads(boolean io, boolean sql, boolean running) {
        ioRuns = io ? running : ioRuns;
        sqlRuns = sql ? running : sqlRuns;
    }

    synchronized void changeSource(InstanceKey to) {
        if (ioRuns || sqlRuns) {
            throw new IllegalStateException(key + " changes its source while it replicates");
        }
        source = Optional.of(to);
        received = received.map(r -> r.subtract(r));
    }

    synchronized void reset() {
        if (ioRuns || sqlRuns) {
            throw new IllegalStateException(key + " is reset while it replicates");
        }
        source = Optional.empty();
        received = Optional.empty();
    }

    synchronized void readOnly(boolean value) {
        readOnly = value;
    }

    synchronized ReplicationStatus status() {
        List<ReplicationChannel> channels = source.flatMap(
                        from -> instance.channel().map(template -> channel(template, from)))
                .map(List::of)
                .orElse(List.of());
        return new ReplicationStatus(channels, executed, readOnly, false);
    }

    private ThreadState ioThread() {
        if (!ioRuns) {
            return ThreadState.STOPPED;
        }
        return isConnected ? ThreadState.RUNNING : ThreadState.CONNECTING;
    }

    private ReplicationChannel channel(ReplicationChannel template, InstanceKey from) {
        return new ReplicationChannel(
                template.name(),
                from,
                template.sourceUuid(),
                template.user(),
                ioThread(),
                sqlRuns ? ThreadState.RUNNING : ThreadState.STOPPED,
                ioThread() == ThreadState.CONNECTING ? REFUSED : ReplicationError.NONE,
                ReplicationError.NONE,
                template.readCoordinates(),
                template.executedCoordinates(),
                template.relayCoordinates(),
                received,
                template.gtidMode(),
                template.lag(),
                template.configuredDelay(),
                template.isFiltered(),
                template.security());
    }
}
