package io.quorate.model;

import io.quorate.model.gtid.GtidSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Draws a topology with the words of {@link ServerWords}, leaving out what is the default. */
final class TopologyPrinter {

    private final Topology topology;
    private final Instant now;
    private final Set<InstanceKey> printed = new HashSet<>();
    private final StringBuilder text = new StringBuilder();

    TopologyPrinter(Topology topology, Instant now) {
        this.topology = topology;
        this.now = now;
    }

    String print() {
        topology.heads().forEach(head -> print(head, 0));
        topology.members().forEach(member -> print(member, 0));
        return text.toString();
    }

    private void print(Member member, int depth) {
        if (!printed.add(member.key())) {
            return;
        }
        text.append("  ".repeat(Math.max(0, depth - 1))).append(depth > 0 ? "+ " : "");
        text.append(name(member.key())).append(' ').append(String.join(" ", words(member, depth)));
        text.append('\n');
        topology.replicasOf(member.key()).forEach(replica -> print(replica, depth + 1));
    }

    private static String name(InstanceKey key) {
        return key.port() == InstanceKey.DEFAULT_PORT ? key.host() : key.toString();
    }

    private List<String> words(Member member, int depth) {
        List<String> words = new ArrayList<>();
        words.add(depth == 0 ? "primary" : topology.replicasOf(member.key()).isEmpty() ? "replica" : "intermediate");
        observation(member.observation(), words);
        annotations(member.annotations(), words);
        member.instance().ifPresent(instance -> {
            server(instance, depth, words);
            instance.channel().ifPresent(channel -> channel(instance, channel, depth, words));
            gtids(instance, words);
            semiSync(instance.semiSync(), words);
            instance.group().ifPresent(group -> group(group, depth, words));
        });
        return words;
    }

    private void observation(Observation seen, List<String> words) {
        add(words, seen.instance().isEmpty(), "never-probed");
        seen.failure().ifPresent(failure -> {
            words.add(ServerWords.wordOf(failure.kind()));
            add(words, failure.isPartial(), "partial");
            words.add("attempts=" + seen.failedAttempts());
        });
        seen.failingSince().ifPresent(at -> words.add("failing=" + ago(at)));
        seen.lastSeen()
                .filter(at -> seen.failure().isPresent() || !at.equals(now.minus(ServerSketch.SEEN)))
                .ifPresent(at -> words.add("seen=" + ago(at)));
        seen.lastAttempted()
                .filter(at -> seen.lastChecked().map(at::isAfter).orElse(true))
                .ifPresent(at -> words.add("probing=" + ago(at)));
    }

    private String ago(Instant at) {
        return ServerWords.word(Duration.between(at, now));
    }

    private void annotations(Annotations said, List<String> words) {
        said.downtime().ifPresent(d -> {
            words.add(
                    d.isActiveAt(now)
                            ? "downtime=" + ServerWords.word(Duration.between(now, d.ends()))
                            : "downtime-over");
            add(words, d.isLostInRecovery(), "downtime-reason=" + d.reason());
        });
        add(words, said.isInMaintenanceAt(now), "maintenance");
        said.registeredRule().ifPresent(rule -> words.add("rule=" + rule.word()));
    }

    private static void server(Instance instance, int depth, List<String> words) {
        ServerVersion version = instance.version();
        add(
                words,
                version.flavor() != ServerFlavor.MYSQL,
                version.flavor().name().toLowerCase(Locale.ROOT));
        String numbers = version.text().replace("-MariaDB-log", "").replace("-maxscale", "");
        boolean isUsual = Set.of("8.0.31", "8.0.31-23", "11.4.5", "6.4.0").contains(numbers);
        add(words, !isUsual, "version=" + numbers);
        add(words, instance.isSuperReadOnly(), "super-read-only");
        add(words, instance.isReadOnly() && !instance.isSuperReadOnly() && depth == 0, "read-only");
        add(words, !instance.isReadOnly() && depth > 0, "writable");
        BinaryLog log = instance.binaryLog();
        add(words, !log.isEnabled(), "no-binlog");
        add(words, !log.logsReplicaUpdates(), "no-log-updates");
        add(words, !log.format().equals("ROW"), "format=" + log.format());
        coordinates("binlog", log.coordinates(), words);
        Place place = instance.place();
        add(words, !place.dataCenter().isEmpty(), "dc=" + place.dataCenter());
        add(words, !place.region().isEmpty(), "region=" + place.region());
        add(words, !place.environment().isEmpty(), "env=" + place.environment());
        instance.promotionRule().ifPresent(rule -> words.add("own-rule=" + rule.word()));
        add(words, instance.usesPseudoGtid(), "pseudo-gtid");
        add(words, !instance.replicationCredentialsAvailable(), "no-credentials");
    }

    private static void coordinates(String word, BinlogCoordinates at, List<String> words) {
        boolean isUsual = at.isEmpty() || at.toString().equals(ServerSketch.COORDINATES);
        add(words, !isUsual, word + "=" + at);
    }

    private static void channel(Instance instance, ReplicationChannel channel, int depth, List<String> words) {
        add(words, depth == 0 && !channel.source().isDetached(), "co-primary=" + name(channel.source()));
        add(words, channel.source().isDetached(), "detached");
        add(
                words,
                channel.ioError().isPresent(),
                "io-error=" + channel.ioError().number());
        add(
                words,
                channel.sqlError().isPresent(),
                "sql-error=" + channel.sqlError().number());
        boolean isStateSaid = channel.ioError().isPresent() && channel.ioThread() != ThreadState.STOPPED;
        add(words, channel.ioThread() == ThreadState.STOPPED, "io-stopped");
        add(words, channel.ioThread() == ThreadState.CONNECTING && !isStateSaid, "io-connecting");
        add(
                words,
                channel.sqlThread() == ThreadState.STOPPED
                        && !channel.sqlError().isPresent(),
                "sql-stopped");
        Duration delay = channel.configuredDelay();
        add(words, !delay.isZero(), "delay=" + ServerWords.word(delay));
        instance.lag()
                .seconds()
                .filter(lag -> lag != delay.toSeconds())
                .ifPresent(lag -> words.add("lag=" + ServerWords.word(Duration.ofSeconds(lag))));
        add(words, channel.isReplicating() && !instance.lag().isKnown(), "lag=unknown");
        add(words, channel.isFiltered(), "filtered");
        add(words, channel.security().tls(), "tls");
        coordinates("read", channel.readCoordinates(), words);
        boolean isBehind = !channel.executedCoordinates().equals(channel.readCoordinates());
        add(words, isBehind, "exec=" + channel.executedCoordinates());
        boolean noGtid = !channel.usesGtid() && instance.version().flavor() != ServerFlavor.MAXSCALE;
        add(words, noGtid, "no-gtid");
    }

    private void gtids(Instance instance, List<String> words) {
        GtidState gtid = instance.gtid();
        gtid.executed().filter(set -> !set.isEmpty()).ifPresent(set -> words.add("gtid=" + named(set)));
        gtid.purged().filter(set -> !set.isEmpty()).ifPresent(set -> words.add("purged=" + named(set)));
        instance.channel()
                .flatMap(ReplicationChannel::retrievedGtids)
                .filter(set -> !Objects.equals(set, gtid.executed().orElse(null)))
                .ifPresent(set -> words.add("retrieved=" + named(set)));
        gtid.errant().filter(set -> !set.isEmpty()).ifPresent(set -> words.add("errant=" + named(set)));
    }

    /** With server names in place of their UUIDs. */
    private String named(GtidSet set) {
        String line = set.toLine();
        for (Member member : topology.members()) {
            String uuid = member.instance().map(Instance::serverUuid).orElse("");
            line = uuid.isEmpty() ? line : line.replace(uuid, name(member.key()));
        }
        return line.replace(" ", "");
    }

    private static void semiSync(SemiSync semiSync, List<String> words) {
        add(words, semiSync.sourceActive(), "semi-sync-active");
        add(words, semiSync.sourceEnabled() && !semiSync.sourceActive(), "semi-sync-source");
        add(words, semiSync.sourceEnabled(), "wait=" + semiSync.waitForReplicas());
        add(words, semiSync.sourceEnabled(), "clients=" + semiSync.sourceClients());
        add(words, semiSync.replicaEnabled(), "semi-sync-replica");
        add(words, semiSync.priority() != 0, "priority=" + semiSync.priority());
    }

    private static void group(GroupMembership group, int depth, List<String> words) {
        words.add("group=" + group.groupName());
        add(words, !group.state().equals("ONLINE"), "group-state=" + group.state());
        add(words, !group.role().equals(depth == 0 ? "PRIMARY" : "SECONDARY"), "group-role=" + group.role());
    }

    private static void add(List<String> words, boolean holds, String word) {
        if (holds) {
            words.add(word);
        }
    }
}
