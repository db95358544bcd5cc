package io.quorate.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The words of a drawn server. They are applied in the order in which they stand, so a later one may undo a former. */
final class ServerWords {

    private static final Map<String, Consumer<ServerSketch>> FLAGS = new LinkedHashMap<>();
    private static final Map<String, BiConsumer<ServerSketch, String>> VALUES = new LinkedHashMap<>();

    static {
        rolesAndObservations();
        people();
        server();
        replication();
        semiSyncAndGroups();
    }

    private ServerWords() {}

    static void apply(String word, ServerSketch sketch) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            Consumer<ServerSketch> flag = FLAGS.get(word);
            if (flag == null) {
                throw new IllegalArgumentException("unknown word \"" + word + "\" at " + sketch.key + "; known: "
                        + FLAGS.keySet() + " and, with a value, " + VALUES.keySet());
            }
            flag.accept(sketch);
            return;
        }
        BiConsumer<ServerSketch, String> value = VALUES.get(word.substring(0, equals));
        if (value == null) {
            throw new IllegalArgumentException("unknown word \"" + word.substring(0, equals) + "=\" at " + sketch.key
                    + "; known: " + VALUES.keySet());
        }
        value.accept(sketch, word.substring(equals + 1));
    }

    static String wordOf(ProbeFailure.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void rolesAndObservations() {
        flag("primary", s -> require(s.drawnUnder == null, "a primary has no source", s));
        flag("replica", s -> require(s.drawnUnder != null, "a replica has a source", s));
        flag("intermediate", s -> require(s.drawnUnder != null, "an intermediate source has a source", s));
        flag("names-cluster", s -> s.namesCluster = true);
        for (ProbeFailure.Kind kind : ProbeFailure.Kind.values()) {
            flag(wordOf(kind), s -> s.failure = Optional.of(kind));
        }
        flag("unreachable", s -> s.failure = Optional.of(ProbeFailure.Kind.TIMEOUT));
        flag("partial", s -> s.partial = true);
        flag("never-probed", s -> s.neverProbed = true);
        value("failing", (s, v) -> s.failing = Optional.of(span(v)));
        value("attempts", (s, v) -> s.attempts = Integer.parseInt(v));
        value("seen", (s, v) -> s.seen = Optional.of(span(v)));
        value("checked", (s, v) -> s.checked = Optional.of(span(v)));
        value("probing", (s, v) -> s.probing = Optional.of(span(v)));
    }

    private static void people() {
        flag("downtime", s -> s.downtimeLeft = Optional.of(Duration.ofMinutes(10)));
        flag("downtime-over", s -> s.downtimeLeft = Optional.of(Duration.ofSeconds(-1)));
        value("downtime", (s, v) -> s.downtimeLeft = Optional.of(span(v)));
        value("downtime-reason", (s, v) -> s.downtimeReason = v);
        flag("maintenance", s -> s.inMaintenance = true);
        value("rule", (s, v) -> s.registeredRule = Optional.of(rule(v)));
        value("own-rule", (s, v) -> s.ownRule = Optional.of(rule(v)));
    }

    private static void server() {
        for (ServerFlavor flavor : ServerFlavor.values()) {
            flag(flavor.name().toLowerCase(Locale.ROOT), s -> s.flavor = flavor);
        }
        value("version", (s, v) -> s.version = v);
        value("server-id", (s, v) -> s.serverId = Optional.of(Integer.parseInt(v)));
        value("uuid", (s, v) -> s.uuid = v);
        value("uptime", (s, v) -> s.uptime = span(v));
        value("alias", (s, v) -> s.alias = v);
        flag("read-only", s -> s.readOnly = Optional.of(true));
        flag("super-read-only", ServerWords::superReadOnly);
        flag("writable", s -> s.readOnly = Optional.of(false));
        flag("no-binlog", s -> s.logs = false);
        flag("no-log-updates", s -> s.logsUpdates = false);
        value("format", (s, v) -> s.format = v);
        value("row-image", (s, v) -> s.rowImage = v);
        value("binlog", (s, v) -> s.binlog = v);
        value("dc", (s, v) -> s.dataCenter = v);
        value("region", (s, v) -> s.region = v);
        value("env", (s, v) -> s.environment = v);
        value("cluster-alias", (s, v) -> s.clusterAlias = v);
        value("cluster-domain", (s, v) -> s.clusterDomain = v);
        flag("pseudo-gtid", s -> s.pseudoGtid = true);
        flag("no-credentials", s -> s.credentials = false);
    }

    private static void superReadOnly(ServerSketch sketch) {
        sketch.readOnly = Optional.of(true);
        sketch.superReadOnly = true;
    }

    private static void replication() {
        value("co-primary", (s, v) -> s.coPrimary = Optional.of(Topologies.key(v)));
        value("also-from", (s, v) -> s.secondSource = Optional.of(Topologies.key(v)));
        flag("detached", s -> s.detached = true);
        flag("reset", s -> s.reset = true);
        flag("io-stopped", s -> s.io = ThreadState.STOPPED);
        flag("io-connecting", s -> s.io = ThreadState.CONNECTING);
        flag("io-error", s -> ioError(s, 2003));
        value("io-error", (s, v) -> ioError(s, Integer.parseInt(v)));
        flag("sql-stopped", s -> s.sql = ThreadState.STOPPED);
        flag("sql-error", s -> sqlError(s, 1062));
        value("sql-error", (s, v) -> sqlError(s, Integer.parseInt(v)));
        flag("stopped", s -> s.io = s.sql = ThreadState.STOPPED);
        value("lag", (s, v) -> s.lag = Optional.of(lag(v)));
        value("delay", (s, v) -> s.delay = span(v));
        flag("filtered", s -> s.filtered = true);
        flag("tls", s -> s.tls = true);
        value("user", (s, v) -> s.user = v);
        value("read", (s, v) -> s.read = Optional.of(v));
        value("exec", (s, v) -> s.executedAt = Optional.of(v));
        flag("no-gtid", s -> s.usesGtid = false);
        value("gtid-mode", (s, v) -> s.gtidMode = Optional.of(v));
        value("gtid", (s, v) -> s.gtid = v);
        value("purged", (s, v) -> s.purged = Optional.of(v));
        value("retrieved", (s, v) -> s.retrieved = Optional.of(v));
        value("errant", (s, v) -> s.errant = Optional.of(v));
    }

    /** Without a connection the thread keeps trying; other errors stop it. A later io-stopped changes the state alone. */
    private static void ioError(ServerSketch sketch, int number) {
        String verb = number == 1236 ? "Got fatal error 1236 from master" : "error connecting to source 'repl@...'";
        sketch.ioError = new ReplicationError(number, verb);
        sketch.io = sketch.ioError.isLostConnection() || number == 1045 ? ThreadState.CONNECTING : ThreadState.STOPPED;
    }

    private static void sqlError(ServerSketch sketch, int number) {
        sketch.sqlError = new ReplicationError(number, "the applier stopped with error " + number);
        sketch.sql = ThreadState.STOPPED;
    }

    private static void semiSyncAndGroups() {
        flag("semi-sync-source", s -> s.semiSyncSource = true);
        flag("semi-sync-active", s -> s.semiSyncActive = s.semiSyncSource = true);
        flag("semi-sync-replica", s -> s.semiSyncReplica = true);
        value("wait", (s, v) -> s.waitFor = Integer.parseInt(v));
        value("clients", (s, v) -> s.clients = Integer.parseInt(v));
        value("priority", (s, v) -> s.priority = Integer.parseInt(v));
        value("group", (s, v) -> s.group = v);
        value("group-state", (s, v) -> s.groupState = v);
        value("group-role", (s, v) -> s.groupRole = Optional.of(v));
    }

    private static void flag(String word, Consumer<ServerSketch> meaning) {
        FLAGS.put(word, meaning);
    }

    private static void value(String word, BiConsumer<ServerSketch, String> meaning) {
        VALUES.put(word, meaning);
    }

    private static void require(boolean holds, String rule, ServerSketch sketch) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but " + sketch.key + " is drawn otherwise");
        }
    }

    private static PromotionRule rule(String word) {
        return PromotionRule.parse(word.replace('-', '_'))
                .orElseThrow(() -> new IllegalArgumentException("no promotion rule: " + word));
    }

    private static ReplicationLag lag(String text) {
        return text.equals("unknown")
                ? ReplicationLag.UNKNOWN
                : ReplicationLag.ofSeconds(span(text).toSeconds());
    }

    /** {@code 500ms}, {@code 3s}, {@code 5m}, {@code 2h}, {@code 1d}. */
    static Duration span(String text) {
        String number = text.replaceAll("[a-z]+$", "");
        long amount = Long.parseLong(number);
        return switch (text.substring(number.length())) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException("no span of time: " + text);
        };
    }

    /** The form {@link #span} reads. */
    static String word(Duration span) {
        long millis = span.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        return millis % 60_000 == 0 && millis != 0 ? millis / 60_000 + "m" : millis / 1000 + "s";
    }
}
