package io.quorate.operations.plan;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.InstanceKey;
import io.quorate.model.ReplicationChannel.Positioning;
import io.quorate.model.gtid.GtidSet;
import java.time.Duration;
import java.util.Optional;

/**
 * One thing to do on one server, or to wait for there. A closed set; whoever carries steps out gives a {@link Cases}.
 * Channel names are those of {@link io.quorate.model.ReplicationChannel#name()}, empty for the default channel.
 */
public sealed interface Step {

    /** How long a statement may take that has no limit of its own. */
    Duration STATEMENT_LIMIT = Duration.ofSeconds(30);

    /** The server it is done on. */
    InstanceKey key();

    /** What is done, without the server's name: "stop the I/O thread". */
    String describe();

    /** Whether the server is another one afterwards; if so, it is done only while the plan's author still may. */
    default boolean changes() {
        return true;
    }

    /** After this time it counts as failed. */
    default Duration limit() {
        return STATEMENT_LIMIT;
    }

    <T> T match(Cases<T> cases);

    /** A function for each kind of step, so that the compiler finds a missing one. */
    interface Cases<T> {
        T stop(StopReplication step);

        T start(StartReplication step);

        T awaitApplied(AwaitRelayLogsApplied step);

        T awaitExecuted(AwaitExecuted step);

        T awaitReplicating(AwaitReplicating step);

        T readPositions(ReadPositions step);

        T changeSource(ChangeSource step);

        T detach(DetachSource step);

        T reset(ResetReplication step);

        T setReadOnly(SetReadOnly step);

        T setSemiSync(SetSemiSync step);
    }

    /** Which of a channel's two threads. */
    enum Threads {
        BOTH("replication"),
        IO("the I/O thread"),
        SQL("the SQL thread");

        private final String words;

        Threads(String words) {
            this.words = words;
        }
    }

    /** No error when it does not run. */
    record StopReplication(InstanceKey key, String channel, Threads threads) implements Step {
        @Override
        public String describe() {
            return "stop " + threads.words + on(channel);
        }

        /** A thread that is connecting to a host that vanished takes MariaDB a minute to stop. */
        @Override
        public Duration limit() {
            return Duration.ofSeconds(70);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.stop(this);
        }
    }

    /** No error when it runs. */
    record StartReplication(InstanceKey key, String channel, Threads threads) implements Step {
        @Override
        public String describe() {
            return "start " + threads.words + on(channel);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.start(this);
        }
    }

    /** Until all that the relay logs hold has been executed; the SQL thread must run. */
    record AwaitRelayLogsApplied(InstanceKey key, String channel, Duration limit) implements Step {
        @Override
        public String describe() {
            return "wait until its relay logs are applied" + on(channel) + atMost(limit);
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.awaitApplied(this);
        }
    }

    /** Until the server has executed all of the set. */
    record AwaitExecuted(InstanceKey key, GtidSet set, Duration limit) implements Step {
        @Override
        public String describe() {
            return "wait until it has executed " + set.toLine() + atMost(limit);
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.awaitExecuted(this);
        }
    }

    /** Until both threads run and the I/O thread is connected; fails as soon as one of them stops with an error. */
    record AwaitReplicating(InstanceKey key, String channel, Duration limit) implements Step {
        @Override
        public String describe() {
            return "see it replicate" + on(channel) + atMost(limit);
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.awaitReplicating(this);
        }
    }

    /** Reads replication status and executed transactions; the reading is part of the report. */
    record ReadPositions(InstanceKey key) implements Step {
        @Override
        public String describe() {
            return "read how far it has got";
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.readPositions(this);
        }
    }

    /** The channel must be stopped; credentials and TLS settings stay. */
    record ChangeSource(
            InstanceKey key,
            String channel,
            InstanceKey source,
            Positioning positioning,
            Optional<BinlogCoordinates> coordinates)
            implements Step {

        /** By GTID: the replica itself knows where to go on. */
        public static ChangeSource byGtid(
                InstanceKey key, String channel, InstanceKey source, Positioning positioning) {
            return new ChangeSource(key, channel, source, positioning, Optional.empty());
        }

        @Override
        public String describe() {
            return "replicate from " + source + on(channel)
                    + coordinates.map(c -> " at " + c).orElse(", by GTID");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.changeSource(this);
        }
    }

    /** Makes the source's name unusable ({@code //host}), so that the replica cannot follow it; reversible by hand. */
    record DetachSource(InstanceKey key, String channel, InstanceKey source) implements Step {
        @Override
        public String describe() {
            return "detach it from " + source.reattached() + on(channel);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.detach(this);
        }
    }

    /** Forgets the channel's source, relay logs included. The channel must be stopped. */
    record ResetReplication(InstanceKey key, String channel) implements Step {
        @Override
        public String describe() {
            return "forget its source" + on(channel);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.reset(this);
        }
    }

    /** Closing {@code withSuper} refuses privileged accounts too; opening clears both, super first. */
    record SetReadOnly(InstanceKey key, boolean readOnly, boolean withSuper, Duration limit) implements Step {
        @Override
        public String describe() {
            String closed = withSuper ? "make it super-read-only" : "make it read-only";
            return readOnly ? closed : "make it writable";
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.setReadOnly(this);
        }
    }

    /** Switches one side of semi-synchronous replication. */
    record SetSemiSync(InstanceKey key, Side side, boolean enabled) implements Step {

        /** The one that waits for acknowledgements, or the one that gives them. */
        public enum Side {
            SOURCE,
            REPLICA
        }

        @Override
        public String describe() {
            return (enabled ? "enable" : "disable") + " semi-sync as " + (side == Side.SOURCE ? "source" : "replica");
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.setSemiSync(this);
        }
    }

    private static String on(String channel) {
        return channel.isEmpty() ? "" : " on channel '" + channel + "'";
    }

    private static String atMost(Duration limit) {
        return limit.toMillis() % 1000 == 0
                ? " (at most " + limit.toSeconds() + " s)"
                : " (at most " + limit.toMillis() + " ms)";
    }
}
