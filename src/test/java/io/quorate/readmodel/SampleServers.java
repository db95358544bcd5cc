package io.quorate.readmodel;

import io.quorate.model.Annotations;
import io.quorate.model.BinaryLog;
import io.quorate.model.BinlogCoordinates;
import io.quorate.model.ChannelSecurity;
import io.quorate.model.GtidState;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Observation;
import io.quorate.model.Place;
import io.quorate.model.ProbeFailure;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationError;
import io.quorate.model.ReplicationLag;
import io.quorate.model.SemiSync;
import io.quorate.model.ServerVersion;
import io.quorate.model.ThreadState;
import io.quorate.model.Topology;
import io.quorate.model.gtid.OracleGtidSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Servers as a good probe sees them, for tests: MySQL 8.0, GTID, row format. */
public final class SampleServers {

    public static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
    private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa942956";

    private SampleServers() {}

    public static InstanceKey key(String text) {
        return InstanceKey.parse(text).orElseThrow();
    }

    /** A writable server without source. */
    public static Instance primary(String name, String alias, String... replicas) {
        return server(name, alias, List.of(), false, replicas);
    }

    /** A read-only server that replicates well. */
    public static Instance replica(String name, String source, String... replicas) {
        return server(name, "", List.of(channel(source, ThreadState.RUNNING)), true, replicas);
    }

    public static Instance brokenReplica(String name, String source) {
        return server(name, "", List.of(channel(source, ThreadState.STOPPED)), true);
    }

    private static Instance server(
            String name, String alias, List<ReplicationChannel> channels, boolean readOnly, String... replicas) {
        TreeSet<InstanceKey> below = new TreeSet<>();
        Arrays.stream(replicas).map(SampleServers::key).forEach(below::add);
        int number = Math.floorMod(name.hashCode(), 9);
        return new Instance(
                key(name),
                "",
                100 + number,
                UUID + number,
                ServerVersion.parse("8.0.31", "MySQL Community Server - GPL"),
                Duration.ofHours(1),
                readOnly,
                readOnly,
                new BinaryLog(true, true, "ROW", "FULL", BinlogCoordinates.binary("bin.000004", 1234)),
                new GtidState(
                        "ON",
                        Optional.of(OracleGtidSet.parse(UUID + "1:1-20")),
                        Optional.of(OracleGtidSet.parse("")),
                        Optional.of(OracleGtidSet.parse(""))),
                channels,
                channels.isEmpty() ? ReplicationLag.UNKNOWN : channels.get(0).lag(),
                SemiSync.NONE,
                Optional.empty(),
                below,
                new Place("dc1", "eu", "prod"),
                Optional.empty(),
                alias,
                alias.isEmpty() ? "" : alias + ".example.com",
                false,
                true);
    }

    private static ReplicationChannel channel(String source, ThreadState threads) {
        return new ReplicationChannel(
                "",
                key(source),
                UUID + "1",
                "repl",
                threads,
                threads,
                ReplicationError.NONE,
                threads.isRunning() ? ReplicationError.NONE : new ReplicationError(1062, "Duplicate entry '1' & more"),
                BinlogCoordinates.binary("bin.000003", 900),
                BinlogCoordinates.binary("bin.000003", 900),
                BinlogCoordinates.relay("relay.000002", 300),
                Optional.empty(),
                ReplicationChannel.Positioning.ORACLE_GTID,
                threads.isRunning() ? ReplicationLag.ofSeconds(0) : ReplicationLag.UNKNOWN,
                Duration.ZERO,
                false,
                ChannelSecurity.PLAIN);
    }

    public static Observation seen(Instance instance) {
        return Observation.unprobed(instance.key()).seen(instance, NOW.minusMillis(1200), NOW.minusMillis(1190));
    }

    public static Observation failed(Instance instance) {
        ProbeFailure refused = new ProbeFailure(ProbeFailure.Kind.REFUSED, "connection refused", false);
        return seen(instance).failed(refused, NOW.minusMillis(300), NOW.minusMillis(290));
    }

    public static Topology topology(String name, Observation... observations) {
        return Topology.of(name, List.of(observations), key -> Annotations.NONE);
    }

    /** {@code db1:3306} with replicas {@code db2} and {@code db3}, called {@code shop}. */
    public static Topology shop() {
        return topology(
                "db1:3306",
                seen(primary("db1", "shop", "db2", "db3")),
                seen(replica("db2", "db1")),
                seen(replica("db3", "db1")));
    }

    /** {@code pay1:3306} with one broken replica, without an alias. */
    public static Topology payments() {
        return topology("pay1:3306", seen(primary("pay1", "", "pay2")), seen(brokenReplica("pay2", "pay1")));
    }
}
