package io.quorate.operations.run;

import io.quorate.model.ReplicationChannel;
import io.quorate.mysql.ReplicationStatus;
import io.quorate.mysql.ReplicationThreads;
import io.quorate.mysql.ServerException;
import io.quorate.mysql.ServerGateway;
import io.quorate.mysql.SourceChange;
import io.quorate.mysql.SourceChange.Positioning;
import io.quorate.operations.plan.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Steps as blocking calls to one server. A call answers with what went wrong, or throws what the server said. */
final class StepCalls implements Step.Cases<StepCalls.Call> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ServerGateway line;
    private final Pause pause;
    private final Consumer<ReplicationStatus> readings;

    StepCalls(ServerGateway line, Pause pause, Consumer<ReplicationStatus> readings) {
        this.line = line;
        this.pause = pause;
        this.readings = readings;
    }

    /** Does the step; empty when it succeeded, else why not. */
    interface Call {
        Optional<String> run() throws ServerException;
    }

    private interface Statement {
        void run() throws ServerException;
    }

    private static Call statement(Statement statement) {
        return () -> {
            statement.run();
            return Optional.empty();
        };
    }

    @Override
    public Call stop(Step.StopReplication step) {
        return statement(() -> line.stopReplication(step.channel(), threads(step.threads())));
    }

    @Override
    public Call start(Step.StartReplication step) {
        return statement(() -> line.startReplication(step.channel(), threads(step.threads())));
    }

    @Override
    public Call awaitApplied(Step.AwaitRelayLogsApplied step) {
        return () -> line.awaitRelayLogsApplied(step.channel(), step.limit())
                ? Optional.empty()
                : Optional.of("its relay logs are still not applied");
    }

    @Override
    public Call awaitExecuted(Step.AwaitExecuted step) {
        return () -> line.awaitExecuted(step.set(), step.limit())
                ? Optional.empty()
                : Optional.of("it has still not executed them");
    }

    @Override
    public Call awaitReplicating(Step.AwaitReplicating step) {
        return () -> {
            long end = System.nanoTime() + step.limit().toNanos();
            while (true) {
                Optional<ReplicationChannel> channel = line.readStatus().channel(step.channel());
                if (channel.map(ReplicationChannel::isReplicating).orElse(false)) {
                    return Optional.empty();
                }
                Optional<String> stopped = channel.flatMap(StepCalls::whyStopped);
                if (stopped.isPresent() || System.nanoTime() - end > 0) {
                    return Optional.of(stopped.orElse("it does not replicate yet"));
                }
                pause.take(BETWEEN_LOOKS);
            }
        };
    }

    /** A thread that has stopped with an error does not come back; one that tries to connect may. */
    private static Optional<String> whyStopped(ReplicationChannel channel) {
        if (!channel.sqlThread().isRunning() && channel.sqlError().isPresent()) {
            return Optional.of("its SQL thread stopped with error " + channel.sqlError());
        }
        boolean hasGivenUp = channel.ioError().isPresent() && !channel.ioError().isLostConnection();
        return !channel.ioThread().isRunning() && hasGivenUp
                ? Optional.of("its I/O thread stopped with error " + channel.ioError())
                : Optional.empty();
    }

    @Override
    public Call readPositions(Step.ReadPositions step) {
        return statement(() -> readings.accept(line.readStatus()));
    }

    @Override
    public Call changeSource(Step.ChangeSource step) {
        Positioning positioning = switch (step.positioning()) {
            case ORACLE_GTID -> Positioning.ORACLE_GTID;
            case MARIADB_GTID -> Positioning.MARIADB_GTID;
            case FILE_AND_POSITION -> Positioning.FILE_AND_POSITION;
        };
        return statement(() ->
                line.changeSource(step.channel(), new SourceChange(step.source(), positioning, step.coordinates())));
    }

    /** A new host makes a server forget the coordinates it has, so that they are said again where they matter. */
    @Override
    public Call detach(Step.DetachSource step) {
        return statement(() -> {
            Optional<ReplicationChannel> byPosition =
                    line.readStatus().channel(step.channel()).filter(c -> !c.usesGtid());
            line.changeSource(
                    step.channel(),
                    new SourceChange(
                            step.source().detached(),
                            byPosition.isPresent() ? Positioning.FILE_AND_POSITION : Positioning.UNCHANGED,
                            byPosition.map(ReplicationChannel::executedCoordinates)));
        });
    }

    @Override
    public Call reset(Step.ResetReplication step) {
        return statement(() -> line.resetReplication(step.channel()));
    }

    @Override
    public Call setReadOnly(Step.SetReadOnly step) {
        return statement(() -> line.setReadOnly(step.readOnly(), step.withSuper()));
    }

    @Override
    public Call setSemiSync(Step.SetSemiSync step) {
        return statement(() -> {
            if (step.side() == Step.SetSemiSync.Side.SOURCE) {
                line.setSemiSyncSource(step.enabled());
            } else {
                line.setSemiSyncReplica(step.enabled());
            }
        });
    }

    private static ReplicationThreads threads(Step.Threads threads) {
        return switch (threads) {
            case BOTH -> ReplicationThreads.BOTH;
            case IO -> ReplicationThreads.IO;
            case SQL -> ReplicationThreads.SQL;
        };
    }
}
