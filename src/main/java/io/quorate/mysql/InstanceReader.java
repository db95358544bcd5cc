package io.quorate.mysql;

import io.quorate.model.BinaryLog;
import io.quorate.model.BinlogCoordinates;
import io.quorate.model.GtidState;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Place;
import io.quorate.model.PromotionRule;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationLag;
import io.quorate.model.gtid.GtidSet;
import io.quorate.model.gtid.MariaDbGtidSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes an {@link Instance} of the answers of one probe. Used by one thread at a time. */
final class InstanceReader {

    private final Settings.Probing settings;
    private final UnaryOperator<String> resolve;
    private final GtidMemo gtids = new GtidMemo();

    /** @param resolve what to make of the host names that the server reports of others */
    InstanceReader(Settings.Probing settings, UnaryOperator<String> resolve) {
        this.settings = settings;
        this.resolve = resolve;
    }

    /** @param key under which the server shall be known */
    Instance read(InstanceKey key, Reading reading) {
        Row variables = reading.variables();
        List<ReplicationChannel> channels = channels(reading.rows(Part.CHANNELS));
        int priority = reading.answer(Question.SEMI_SYNC_PRIORITY)
                .map(text -> (int) Row.parse(text).orElse(0))
                .orElse(0);
        return new Instance(
                key,
                text(reading, Question.INSTANCE_ALIAS),
                variables.numberOrZero("server_id"),
                variables.textOrEmpty("server_uuid"),
                reading.version(),
                reading.uptime(),
                isReadOnly(reading),
                variables.isYes("super_read_only") || isClosedForAll(variables),
                binaryLog(reading),
                gtid(variables),
                channels,
                lag(reading, channels),
                SemiSyncReader.read(variables, reading.rows(Part.SEMI_SYNC_STATUS), priority),
                GroupReader.read(variables, reading.rows(Part.GROUP), resolve),
                replicas(key, reading),
                place(key.host(), reading),
                reading.answer(Question.PROMOTION_RULE)
                        .map(word -> word.trim().toLowerCase(Locale.ROOT))
                        .flatMap(PromotionRule::parse)
                        .filter(rule -> rule != PromotionRule.MUST),
                text(reading, Question.CLUSTER_ALIAS),
                text(reading, Question.CLUSTER_DOMAIN),
                reading.answer(Question.PSEUDO_GTID)
                        .map(answer -> answer.trim().equals("1"))
                        .orElse(false),
                credentialsAvailable(reading));
    }

    /** What an operation needs to know between two steps. */
    ReplicationStatus readStatus(Map<Part, List<Row>> answers) {
        Row variables = answers.getOrDefault(Part.VARIABLES, List.of()).stream()
                .findFirst()
                .orElseGet(Row::of);
        return new ReplicationStatus(
                channels(answers.getOrDefault(Part.CHANNELS, List.of())),
                gtid(variables).executed(),
                variables.isYes("read_only"),
                variables.isYes("super_read_only"));
    }

    private List<ReplicationChannel> channels(List<Row> rows) {
        return new ChannelReader(resolve, gtids).read(rows);
    }

    private static String text(Reading reading, Question question) {
        return reading.answer(question).orElse("");
    }

    private static boolean isReadOnly(Reading reading) {
        Row variables = reading.variables();
        return reading.version().isBinlogServer()
                || variables.isYes("read_only")
                || variables.textOrEmpty("read_only").startsWith("NO_LOCK");
    }

    /** MariaDB 12 has no second variable but a value for it. */
    private static boolean isClosedForAll(Row variables) {
        return variables.textOrEmpty("read_only").equals("NO_LOCK_NO_ADMIN");
    }

    private static BinaryLog binaryLog(Reading reading) {
        Row variables = reading.variables();
        Row end = reading.rows(Part.BINLOG_POSITION).stream().findFirst().orElseGet(Row::of);
        if (reading.version().isBinlogServer()) {
            return new BinaryLog(true, true, "INHERIT", "", BinlogCoordinates.NONE);
        }
        return new BinaryLog(
                variables.isYes("log_bin"),
                variables.isYes("log_replica_updates", "log_slave_updates"),
                variables.textOrEmpty("binlog_format"),
                variables.textOrEmpty("binlog_row_image"),
                BinlogCoordinates.binary(end.textOrEmpty("file"), end.numberOrZero("position")));
    }

    private GtidState gtid(Row variables) {
        Optional<String> executed = variables.text("gtid_executed");
        if (executed.isPresent()) {
            return new GtidState(
                    variables.textOrEmpty("gtid_mode"),
                    gtids.parse("executed", executed.get()),
                    variables.text("gtid_purged").flatMap(text -> gtids.parse("purged", text)),
                    Optional.empty());
        }
        return new GtidState("", mariaDbExecuted(variables), Optional.empty(), Optional.empty());
    }

    /** The position together with the log's state: the state alone tells who wrote what after a split. */
    private Optional<GtidSet> mariaDbExecuted(Row variables) {
        Optional<GtidSet> position = variables
                .text("gtid_current_pos")
                .filter(text -> !text.isBlank())
                .or(() -> variables.text("gtid_binlog_pos"))
                .flatMap(text -> gtids.parseMariaDb("position", text));
        GtidSet state = variables
                .text("gtid_binlog_state")
                .flatMap(text -> gtids.parseMariaDb("state", text))
                .orElse(MariaDbGtidSet.empty());
        return position.map(set -> set.union(state));
    }

    private static ReplicationLag lag(Reading reading, List<ReplicationChannel> channels) {
        Optional<ReplicationLag> asked = reading.answer(Question.LAG).flatMap(InstanceReader::seconds);
        return asked.orElseGet(
                () -> channels.stream().findFirst().map(ReplicationChannel::lag).orElse(ReplicationLag.UNKNOWN));
    }

    private static Optional<ReplicationLag> seconds(String text) {
        try {
            return Optional.of(ReplicationLag.ofSeconds((long) Double.parseDouble(text.trim())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private SortedSet<InstanceKey> replicas(InstanceKey key, Reading reading) {
        ReplicaFinder finder = new ReplicaFinder(resolve, key.port(), settings.trustReplicaList());
        SortedSet<InstanceKey> found = finder.find(
                reading.rows(Part.REPLICAS), reading.answered(Part.REPLICAS), reading.rows(Part.DUMP_THREADS));
        for (Row node : reading.rows(Part.NDB_NODES)) {
            String host = ReplicaFinder.host(node.textOrEmpty("host"));
            if (!host.isEmpty()) {
                found.add(new InstanceKey(resolve.apply(host), key.port()));
            }
        }
        return found;
    }

    private Place place(String host, Reading reading) {
        return new Place(
                place(host, settings.dataCenter(), reading.answer(Question.DATA_CENTER)),
                place(host, settings.region(), reading.answer(Question.REGION)),
                place(host, settings.environment(), reading.answer(Question.ENVIRONMENT)));
    }

    /** The query's answer wins over the pattern on the name. */
    private static String place(String host, Optional<Pattern> pattern, Optional<String> answer) {
        if (answer.isPresent() || pattern.isEmpty()) {
            return answer.orElse("");
        }
        Matcher matcher = pattern.get().matcher(host);
        return matcher.find() && matcher.groupCount() > 0
                ? Optional.ofNullable(matcher.group(1)).orElse("")
                : "";
    }

    private boolean credentialsAvailable(Reading reading) {
        return settings.queries().containsKey(Question.REPLICATION_CREDENTIALS)
                || reading.rows(Part.CREDENTIALS).stream().anyMatch(row -> row.numberOrZero("available") > 0);
    }
}
