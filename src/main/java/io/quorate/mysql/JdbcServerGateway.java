package io.quorate.mysql;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.gtid.GtidSet;
import java.sql.SQLException;
import java.time.Duration;

/** The port over MySQL Connector/J, for all flavours. */
final class JdbcServerGateway implements ServerGateway {

    /** What a server-side wait may take beyond its limit. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Switchboard switchboard;
    private final Settings settings;
    private final HostnameResolver resolver;
    private final Duration callLimit;
    private final ProbeScript script;
    private final InstanceReader reader;
    private final Operations operations;

    /** @param callLimit for a whole call, connecting included, unless the call has a limit of its own */
    JdbcServerGateway(Switchboard switchboard, Settings settings, HostnameResolver resolver, Duration callLimit) {
        this.switchboard = switchboard;
        this.settings = settings;
        this.resolver = resolver;
        this.callLimit = callLimit;
        this.script = new ProbeScript(switchboard.key(), settings.probing());
        this.operations = new Operations(script);
        this.reader = new InstanceReader(settings.probing(), resolver::resolve);
    }

    @Override
    public InstanceKey key() {
        return switchboard.key();
    }

    @Override
    public void ping(Duration timeout) throws ServerException {
        switchboard.call(timeout, new Use<Boolean>((line, deadline) -> {
            line.ping(deadline.remaining());
            return true;
        }));
    }

    @Override
    public Instance probe() throws ServerException {
        return switchboard.call(callLimit, new Use<Instance>(this::probe) {
            @Override
            public boolean isPartial() {
                return script.isTold();
            }
        });
    }

    private Instance probe(Line line, Deadline deadline) throws SQLException, ServerException {
        Reading reading = script.run(line);
        InstanceKey own = KnownAs.of(key(), settings.names().own(), reading);
        resolver.learn(key().host(), own.host());
        return reader.read(own, reading);
    }

    @Override
    public ReplicationStatus readStatus() throws ServerException {
        return call(callLimit, this::readStatus);
    }

    private ReplicationStatus readStatus(Session session) throws SQLException {
        return reader.readStatus(script.readStatus(session));
    }

    @Override
    public void stopReplication(String channel, ReplicationThreads threads) throws ServerException {
        call(callLimit, line -> operations.run(line, dialect -> dialect.stop(channel, threads)));
    }

    @Override
    public void startReplication(String channel, ReplicationThreads threads) throws ServerException {
        call(callLimit, line -> operations.run(line, dialect -> dialect.start(channel, threads)));
    }

    @Override
    public boolean reconnectReplication(String channel, Duration limit) throws ServerException {
        Reconnection reconnection = new Reconnection(this::readStatus, operations, channel);
        return call(callLimit, line -> reconnection.attempt(line, limit));
    }

    @Override
    public boolean awaitRelayLogsApplied(String channel, Duration limit) throws ServerException {
        RelayLogDrain drain = new RelayLogDrain(this::readStatus, operations, channel);
        return call(limit.plus(GRACE), line -> drain.await(line, limit));
    }

    @Override
    public boolean awaitExecuted(GtidSet set, Duration limit) throws ServerException {
        return call(limit.plus(GRACE), line -> set.isEmpty() || operations.awaitExecuted(line, set, limit));
    }

    @Override
    public void changeSource(String channel, SourceChange change) throws ServerException {
        call(callLimit, line -> operations.run(line, dialect -> dialect.change(channel, change)));
    }

    @Override
    public void resetReplication(String channel) throws ServerException {
        call(callLimit, line -> operations.run(line, dialect -> dialect.forget(channel)));
    }

    @Override
    public void setReadOnly(boolean readOnly, boolean withSuper) throws ServerException {
        call(callLimit, line -> {
            operations.setReadOnly(line, readOnly, withSuper);
            return true;
        });
    }

    @Override
    public void setSemiSyncSource(boolean enabled) throws ServerException {
        call(callLimit, line -> {
            operations.setSwitch(line, ServerProfile::semiSyncSourceVariable, enabled);
            return true;
        });
    }

    @Override
    public void setSemiSyncReplica(boolean enabled) throws ServerException {
        call(callLimit, line -> {
            operations.setSwitch(line, ServerProfile::semiSyncReplicaVariable, enabled);
            return true;
        });
    }

    @Override
    public void close() {
        switchboard.close();
    }

    private <T> T call(Duration limit, OnLine<T> call) throws ServerException {
        return switchboard.call(limit, new Use<T>((line, deadline) -> call.apply(line)));
    }

    private interface OnLine<T> {
        T apply(Line line) throws SQLException, ServerException;
    }

    private interface Body<T> {
        T on(Line line, Deadline deadline) throws SQLException, ServerException;
    }

    /** A call that forgets what was learned of the server whenever a new connection is made. */
    private class Use<T> implements Switchboard.Call<T> {

        private final Body<T> body;

        Use(Body<T> body) {
            this.body = body;
        }

        @Override
        public T on(Line line, Deadline deadline) throws SQLException, ServerException {
            return body.on(line, deadline);
        }

        @Override
        public void reconnected() {
            script.forget();
            operations.forget();
        }
    }
}
