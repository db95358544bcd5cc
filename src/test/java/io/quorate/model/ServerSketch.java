package io.quorate.model;

import io.quorate.model.gtid.GtidSet;
import io.quorate.model.gtid.MariaDbGtidSet;
import io.quorate.model.gtid.OracleGtidSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of a drawn topology: what its words said, and the values that follow from it. */
final class ServerSketch {

    static final Duration SEEN = Duration.ofSeconds(1);
    static final Duration FAILING = Duration.ofSeconds(2);
    static final int ATTEMPTS = 3;
    static final String COORDINATES = "bin.000001:1000";

    final InstanceKey key;
    final int number;
    final @Nullable ServerSketch drawnUnder;
    boolean namesCluster;

    // What we saw of it.
    Optional<ProbeFailure.Kind> failure = Optional.empty();
    Optional<Duration> failing = Optional.empty();
    int attempts = ATTEMPTS;
    boolean partial;
    Optional<Duration> seen = Optional.empty();
    Optional<Duration> checked = Optional.empty();
    Optional<Duration> probing = Optional.empty();
    boolean neverProbed;

    // What people said of it.
    Optional<Duration> downtimeLeft = Optional.empty();
    String downtimeReason = "drawn";
    boolean inMaintenance;
    Optional<PromotionRule> registeredRule = Optional.empty();

    // What it says of itself.
    ServerFlavor flavor = ServerFlavor.MYSQL;
    String version = "";
    Optional<Integer> serverId = Optional.empty();
    String uuid = "";
    Duration uptime = Duration.ofDays(10);
    String alias = "";
    Optional<Boolean> readOnly = Optional.empty();
    boolean superReadOnly;
    boolean logs = true;
    boolean logsUpdates = true;
    String format = "ROW";
    String rowImage = "FULL";
    String binlog = COORDINATES;
    String dataCenter = "";
    String region = "";
    String environment = "";
    Optional<PromotionRule> ownRule = Optional.empty();
    String clusterAlias = "";
    String clusterDomain = "";
    boolean pseudoGtid;
    boolean credentials = true;

    // Replication.
    Optional<InstanceKey> coPrimary = Optional.empty();
    Optional<InstanceKey> secondSource = Optional.empty();
    boolean detached;
    boolean reset;
    ThreadState io = ThreadState.RUNNING;
    ThreadState sql = ThreadState.RUNNING;
    ReplicationError ioError = ReplicationError.NONE;
    ReplicationError sqlError = ReplicationError.NONE;
    Optional<ReplicationLag> lag = Optional.empty();
    Duration delay = Duration.ZERO;
    boolean filtered;
    boolean tls;
    String user = "repl";
    Optional<String> read = Optional.empty();
    Optional<String> executedAt = Optional.empty();
    boolean usesGtid = true;
    Optional<String> gtidMode = Optional.empty();
    String gtid = "";
    Optional<String> purged = Optional.empty();
    Optional<String> retrieved = Optional.empty();
    Optional<String> errant = Optional.empty();

    // Semi-synchronous replication and groups.
    boolean semiSyncSource;
    boolean semiSyncActive;
    int waitFor = 1;
    int clients;
    boolean semiSyncReplica;
    int priority;
    String group = "";
    String groupState = "ONLINE";
    Optional<String> groupRole = Optional.empty();

    ServerSketch(InstanceKey key, int number, @Nullable ServerSketch drawnUnder) {
        this.key = key;
        this.number = number;
        this.drawnUnder = drawnUnder;
    }

    Observation observation(Map<InstanceKey, ServerSketch> all, Instant now) {
        Observation observation = Observation.unprobed(key);
        if (!neverProbed) {
            Duration ago =
                    seen.orElseGet(() -> isFailing() ? failing.orElse(FAILING).plus(SEEN) : SEEN);
            Instant began = now.minus(ago);
            observation = observation.seen(instance(all), began, began.plusMillis(5));
        }
        if (isFailing()) {
            observation = failed(observation, now);
        }
        return probing.isPresent() ? observation.attempted(now.minus(probing.get())) : observation;
    }

    private boolean isFailing() {
        return failure.isPresent() || failing.isPresent() || partial;
    }

    private Observation failed(Observation seenBefore, Instant now) {
        ProbeFailure.Kind kind = failure.orElse(ProbeFailure.Kind.TIMEOUT);
        ProbeFailure why = new ProbeFailure(kind, key + ": drawn as " + ServerWords.wordOf(kind), partial);
        Instant began = now.minus(failing.orElse(FAILING));
        Instant ended = now.minus(checked.orElse(Duration.ZERO));
        Observation observation = seenBefore.failed(why, began, attempts == 1 ? ended : began);
        for (int attempt = 2; attempt <= attempts; attempt++) {
            observation = observation.failed(why, attempt == attempts ? ended : began, ended);
        }
        return observation;
    }

    Annotations annotations(Instant now) {
        return new Annotations(
                downtimeLeft.map(left ->
                        new Downtime(key, "tester", downtimeReason, now.minus(Duration.ofMinutes(1)), now.plus(left))),
                inMaintenance
                        ? Optional.of(new Maintenance(number, key, "tester", "drawn", now, Optional.empty()))
                        : Optional.empty(),
                registeredRule,
                new TreeMap<>(),
                "");
    }

    private Instance instance(Map<InstanceKey, ServerSketch> all) {
        List<ReplicationChannel> channels = channels(all);
        boolean replicates =
                channels.stream().findFirst().map(c -> c.isReplicating()).orElse(false);
        return new Instance(
                key,
                alias,
                serverId.orElse(number),
                flavor == ServerFlavor.MARIADB ? "" : uuid(),
                version(),
                uptime,
                readOnly.orElse(drawnUnder != null),
                superReadOnly,
                new BinaryLog(logs, logsUpdates, format, rowImage, logs ? coordinates(binlog) : BinlogCoordinates.NONE),
                gtidState(all),
                channels,
                lag.orElse(replicates ? ReplicationLag.ofSeconds(delay.toSeconds()) : ReplicationLag.UNKNOWN),
                semiSync(),
                group.isEmpty() ? Optional.empty() : Optional.of(membership(all)),
                replicasIn(all),
                new Place(dataCenter, region, environment),
                ownRule,
                clusterAlias,
                clusterDomain,
                pseudoGtid,
                credentials);
    }

    String uuid() {
        return uuid.isEmpty() ? new UUID(0, number).toString() : uuid;
    }

    private ServerVersion version() {
        return switch (flavor) {
            case MYSQL -> ServerVersion.parse(version.isEmpty() ? "8.0.31" : version, "MySQL Community Server - GPL");
            case PERCONA -> ServerVersion.parse(version.isEmpty() ? "8.0.31-23" : version, "Percona Server (GPL)");
            case MARIADB ->
                ServerVersion.parse((version.isEmpty() ? "11.4.5" : version) + "-MariaDB-log", "MariaDB Server");
            case MAXSCALE -> ServerVersion.parse((version.isEmpty() ? "6.4.0" : version) + "-maxscale", "");
        };
    }

    private List<ReplicationChannel> channels(Map<InstanceKey, ServerSketch> all) {
        List<ReplicationChannel> channels = new ArrayList<>();
        if (reset) {
            channels.add(channel("", new InstanceKey("_", 0), all));
        } else if (coPrimary.isPresent()) {
            channels.add(channel("", coPrimary.get(), all));
        } else if (drawnUnder != null && !isSecondary()) {
            channels.add(channel("", detached ? drawnUnder.key.detached() : drawnUnder.key, all));
        }
        secondSource.ifPresent(source -> channels.add(channel("second", source, all)));
        return channels;
    }

    private ReplicationChannel channel(String name, InstanceKey source, Map<InstanceKey, ServerSketch> all) {
        ServerSketch above = all.get(source.reattached());
        String sourceBinlog = above == null ? COORDINATES : above.binlog;
        String readTo = read.orElse(sourceBinlog);
        boolean runs = io.isRunning() && sql.isRunning();
        return new ReplicationChannel(
                name,
                source,
                above == null || flavor == ServerFlavor.MARIADB ? "" : above.uuid(),
                user,
                io,
                sql,
                ioError,
                sqlError,
                coordinates(readTo),
                coordinates(executedAt.orElse(readTo)),
                BinlogCoordinates.relay("relay.000001", 1000),
                positioning() == ReplicationChannel.Positioning.ORACLE_GTID
                        ? Optional.of(oracle(retrieved.orElse(gtid()), all))
                        : Optional.empty(),
                positioning(),
                lag.orElse(runs ? ReplicationLag.ofSeconds(delay.toSeconds()) : ReplicationLag.UNKNOWN),
                delay,
                filtered,
                tls
                        ? new ChannelSecurity(true, "/ca.pem", "", "", "", "", "", true, false, "")
                        : ChannelSecurity.PLAIN);
    }

    private ReplicationChannel.Positioning positioning() {
        if (!usesGtid || flavor == ServerFlavor.MAXSCALE) {
            return ReplicationChannel.Positioning.FILE_AND_POSITION;
        }
        return flavor == ServerFlavor.MARIADB
                ? ReplicationChannel.Positioning.MARIADB_GTID
                : ReplicationChannel.Positioning.ORACLE_GTID;
    }

    private GtidState gtidState(Map<InstanceKey, ServerSketch> all) {
        if (flavor == ServerFlavor.MAXSCALE) {
            return GtidState.NONE;
        }
        if (flavor == ServerFlavor.MARIADB) {
            return new GtidState(
                    "",
                    usesGtid ? Optional.of(MariaDbGtidSet.parse(gtid())) : Optional.empty(),
                    Optional.empty(),
                    errant.map(MariaDbGtidSet::parse));
        }
        String mode = gtidMode.orElse(usesGtid ? "ON" : "OFF");
        if (mode.equals("OFF")) {
            return new GtidState(mode, Optional.of(OracleGtidSet.empty()), Optional.of(OracleGtidSet.empty()), none());
        }
        Optional<GtidSet> errantSet = errant.map(ranges -> oracle(own(ranges), all));
        GtidSet executed = oracle(gtid(), all);
        return new GtidState(
                mode,
                Optional.of(errantSet.map(executed::union).orElse(executed)),
                Optional.of(purged.map(p -> oracle(p, all)).orElse(OracleGtidSet.empty())),
                errantSet.isPresent() ? errantSet : none());
    }

    private Optional<GtidSet> none() {
        return Optional.of(OracleGtidSet.empty());
    }

    private String own(String ranges) {
        return ranges.indexOf(':') >= 0 ? ranges : uuid() + ":" + ranges;
    }

    private String gtid() {
        if (!gtid.isEmpty()) {
            return gtid;
        }
        return flavor == ServerFlavor.MARIADB ? "0-1-1000" : "1-1000";
    }

    /** {@code 1-900} is of the first server's UUID, {@code db2:1-3} of db2's; UUIDs are taken as they are. */
    private static GtidSet oracle(String text, Map<InstanceKey, ServerSketch> all) {
        return OracleGtidSet.parse(Arrays.stream(text.split(","))
                .filter(part -> !part.equals("none"))
                .map(part -> qualify(part, all))
                .collect(Collectors.joining(",")));
    }

    private static String qualify(String part, Map<InstanceKey, ServerSketch> all) {
        int colon = part.lastIndexOf(':');
        if (colon < 0) {
            ServerSketch first =
                    all.values().stream().filter(s -> s.number == 1).findFirst().orElseThrow();
            return first.uuid() + ":" + part;
        }
        ServerSketch named = all.get(InstanceKey.parse(part.substring(0, colon)).orElse(new InstanceKey("", 0)));
        return named == null ? part : named.uuid() + part.substring(colon);
    }

    private SemiSync semiSync() {
        boolean available = semiSyncSource || semiSyncReplica || semiSyncActive;
        return new SemiSync(
                available,
                semiSyncSource,
                semiSyncActive,
                available ? Duration.ofSeconds(10) : Duration.ZERO,
                available ? waitFor : 0,
                clients,
                semiSyncReplica,
                semiSyncReplica,
                priority);
    }

    private boolean isSecondary() {
        return !group.isEmpty() && role().equals("SECONDARY");
    }

    private String role() {
        return groupRole.orElse(drawnUnder == null ? "PRIMARY" : "SECONDARY");
    }

    private GroupMembership membership(Map<InstanceKey, ServerSketch> all) {
        List<ServerSketch> others = all.values().stream()
                .filter(s -> s.group.equals(group) && s != this)
                .sorted((a, b) -> a.key.compareTo(b.key))
                .toList();
        Optional<InstanceKey> primary = role().equals("PRIMARY")
                ? Optional.of(key)
                : others.stream()
                        .filter(s -> s.role().equals("PRIMARY"))
                        .map(s -> s.key)
                        .findFirst();
        return new GroupMembership(
                group, true, groupState, role(), others.stream().map(s -> s.key).toList(), primary);
    }

    private SortedSet<InstanceKey> replicasIn(Map<InstanceKey, ServerSketch> all) {
        return all.values().stream()
                .filter(s -> s.drawnUnder == this && !s.detached && !s.reset)
                .map(s -> s.key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static BinlogCoordinates coordinates(String text) {
        int colon = text.lastIndexOf(':');
        return BinlogCoordinates.binary(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }
}
