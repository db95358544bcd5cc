package io.quorate.probing;

import io.quorate.model.BinaryLog;
import io.quorate.model.GtidState;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Place;
import io.quorate.model.ProbeFailure;
import io.quorate.model.ReplicationLag;
import io.quorate.model.SemiSync;
import io.quorate.model.ServerVersion;
import io.quorate.model.gtid.GtidSet;
import io.quorate.mysql.ReplicationStatus;
import io.quorate.mysql.ReplicationThreads;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import io.quorate.mysql.SourceChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that answers as it was last told to, and counts. */
final class ScriptedGateway implements ServerGateway {

    private final InstanceKey key;
    private volatile Optional<ProbeFailure> failure = Optional.empty();
    final AtomicInteger probes = new AtomicInteger();
    final AtomicInteger pings = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();

    ScriptedGateway(InstanceKey key) {
        this.key = key;
    }

    void fail(ProbeFailure.Kind kind) {
        failure = Optional.of(new ProbeFailure(kind, key + " does not answer", false));
    }

    void answer() {
        failure = Optional.empty();
    }

    private void check() throws ServerException {
        if (failure.isPresent()) {
            throw new ServerException(failure.get(), 0, new IllegalStateException("scripted"));
        }
    }

    @Override
    public InstanceKey key() {
        return key;
    }

    @Override
    public void ping(Duration timeout) throws ServerException {
        pings.incrementAndGet();
        check();
    }

    @Override
    public Instance probe() throws ServerException {
        probes.incrementAndGet();
        check();
        return new Instance(
                key,
                "",
                1,
                "",
                ServerVersion.parse("8.0.31", ""),
                Duration.ofSeconds(1),
                false,
                false,
                BinaryLog.DISABLED,
                GtidState.NONE,
                List.of(),
                ReplicationLag.UNKNOWN,
                SemiSync.NONE,
                Optional.empty(),
                new TreeSet<>(),
                Place.UNKNOWN,
                Optional.empty(),
                "",
                "",
                false,
                false);
    }

    @Override
    public ReplicationStatus readStatus() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stopReplication(String channel, ReplicationThreads threads) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void startReplication(String channel, ReplicationThreads threads) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean reconnectReplication(String channel, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitRelayLogsApplied(String channel, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitExecuted(GtidSet set, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void changeSource(String channel, SourceChange change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resetReplication(String channel) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setReadOnly(boolean readOnly, boolean withSuper) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setSemiSyncSource(boolean enabled) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setSemiSyncReplica(boolean enabled) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
