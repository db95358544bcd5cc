package io.quorate.mysql;

import io.quorate.model.InstanceKey;
import io.quorate.model.ServerVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one server all that a probe needs, and remembers what it learned on the way: which variables the server has,
 * which form of a statement it knows, which parts it refuses.
 *
 * <p>Two round trips when all goes well: our own statements, then the configured queries, if any. If a statement fails
 * the server drops the rest of its batch; then each is sent on its own, once, so that one refusal empties nothing else,
 * and the refused one is left alone for a minute. Used by one thread at a time.
 */
final class ProbeScript {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeScript.class);

    private final InstanceKey key;
    private final Settings.Probing settings;
    private final UserQueries userQueries;
    private final Map<Part, Integer> chosenForms = new EnumMap<>(Part.class);
    private final Map<Part, Long> refusedAt = new EnumMap<>(Part.class);
    private final Map<Part, List<Row>> seldomAnswers = new EnumMap<>(Part.class);
    private @Nullable ServerProfile profile;
    private Map<Part, List<String>> forms = Map.of();
    private long seldomAskedAt;
    private boolean isTold;

    /** @param key for messages */
    ProbeScript(InstanceKey key, Settings.Probing settings) {
        this.key = key;
        this.settings = settings;
        this.userQueries = new UserQueries(key, settings.queries());
    }

    /** Forgets what belonged to the former connection: the server behind the address may be another version now. */
    void forget() {
        profile = null;
        chosenForms.clear();
        refusedAt.clear();
        seldomAnswers.clear();
    }

    /** Learns the version and what the server has, if not known yet; one round trip. */
    ServerProfile introduce(Session session) throws SQLException {
        ServerProfile known = profile;
        if (known != null) {
            return known;
        }
        ServerProfile learned = settings.skipMaxScaleCheck() ? learn(session) : learnOrBinlogServer(session);
        adopt(learned);
        isTold = true;
        return learned;
    }

    /** Learns it anew: plugins bring variables while the server runs. */
    ServerProfile introduceAgain(Session session) throws SQLException {
        ServerProfile learned = learn(session);
        adopt(learned);
        return learned;
    }

    private static ServerProfile learn(Session session) throws SQLException {
        List<List<Row>> answers = session.askAll(List.of(
                "SELECT @@global.version AS version, @@global.version_comment AS version_comment",
                Variables.namesStatement()));
        Row version = answers.get(0).get(0);
        return ServerProfile.of(
                ServerVersion.parse(version.textOrEmpty("version"), version.textOrEmpty("version_comment")),
                answers.get(1));
    }

    /** MaxScale's binlog router answers few statements; which one it is stands in a variable of its own. */
    private static ServerProfile learnOrBinlogServer(Session session) throws SQLException {
        for (Row row : session.ask("SHOW VARIABLES LIKE 'maxscale%'")) {
            if (row.textOrEmpty("variable_name").equalsIgnoreCase("maxscale_version")) {
                ServerVersion version = ServerVersion.parse(row.textOrEmpty("value") + "-maxscale", "");
                return new ServerProfile(version, Set.of("server_id", "server_uuid"), false);
            }
        }
        return learn(session);
    }

    private void adopt(ServerProfile learned) {
        profile = learned;
        forms = learned.statements(Dialect.of(learned.version()));
    }

    /** Whether the server had told its variables when the last run ended, be it in failure. */
    boolean isTold() {
        return isTold;
    }

    /** A probe's answers. */
    Reading run(Session session) throws SQLException {
        isTold = false;
        ServerProfile current = introduce(session);
        boolean asksSeldom = seldomAnswers.isEmpty() || isOver(seldomAskedAt);
        List<Part> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            if (forms.containsKey(part) && !isRefused(part) && (asksSeldom || !part.isSeldom())) {
                parts.add(part);
            }
        }
        Map<Part, List<Row>> answers = ask(session, parts);
        isTold = true;
        if (asksSeldom) {
            keepSeldom(current, answers);
        }
        seldomAnswers.forEach(answers::putIfAbsent);
        return new Reading(current.version(), answers, userQueries.ask(session), uptime());
    }

    /** The channels and the executed set alone; one round trip once introduced. */
    Map<Part, List<Row>> readStatus(Session session) throws SQLException {
        introduce(session);
        return ask(session, List.of(Part.VARIABLES, Part.CHANNELS));
    }

    private Map<Part, List<Row>> ask(Session session, List<Part> parts) throws SQLException {
        Map<Part, List<Row>> answers = new EnumMap<>(Part.class);
        try {
            List<List<Row>> all = session.askAll(parts.stream().map(this::form).toList());
            for (int i = 0; i < parts.size(); i++) {
                answers.put(parts.get(i), all.get(i));
            }
        } catch (SQLException e) {
            if (!Failures.leavesLineUsable(e)) {
                throw e;
            }
            askOneByOne(session, parts, answers);
        }
        return answers;
    }

    private void askOneByOne(Session session, List<Part> parts, Map<Part, List<Row>> answers) throws SQLException {
        for (Part part : parts) {
            try {
                answers.put(part, askInAnyForm(session, part));
                isTold = true;
            } catch (SQLException e) {
                if (part.isRequired() || !Failures.leavesLineUsable(e)) {
                    throw e;
                }
                if (refusedAt.put(part, System.nanoTime()) == null) {
                    LOG.warn("[{}] does not tell [{}], which stays unknown: [{}]", key, part, e.getMessage());
                }
            }
        }
    }

    private List<Row> askInAnyForm(Session session, Part part) throws SQLException {
        try {
            return session.ask(form(part));
        } catch (SQLException e) {
            if (!Failures.isUnknownToServer(e)) {
                throw e;
            }
            if (part == Part.VARIABLES) {
                adopt(learn(session));
            } else if (chosenForms.merge(part, 1, Integer::sum)
                    >= forms.getOrDefault(part, List.of()).size()) {
                chosenForms.remove(part);
                throw e;
            }
            return session.ask(form(part));
        }
    }

    private String form(Part part) {
        return forms.getOrDefault(part, List.of()).get(chosenForms.getOrDefault(part, 0));
    }

    private boolean isRefused(Part part) {
        Long at = refusedAt.get(part);
        return at != null && !isOver(at);
    }

    private static boolean isOver(long since) {
        return System.nanoTime() - since > ServerProfile.seldom().toNanos();
    }

    private void keepSeldom(ServerProfile current, Map<Part, List<Row>> answers) {
        seldomAskedAt = System.nanoTime();
        for (Part part : Part.values()) {
            List<Row> rows = answers.get(part);
            if (part.isSeldom() && rows != null) {
                seldomAnswers.put(part, rows);
            }
        }
        List<Row> names = answers.get(Part.VARIABLE_NAMES);
        if (names != null && !ServerProfile.of(current.version(), names).equals(current)) {
            adopt(ServerProfile.of(current.version(), names));
        }
    }

    /** As last told, plus the time since; a restart would have cost the connection. */
    private Duration uptime() {
        List<Row> rows = seldomAnswers.getOrDefault(Part.UPTIME, List.of());
        long told = rows.isEmpty() ? 0 : rows.get(0).numberOrZero("value");
        return rows.isEmpty()
                ? Duration.ZERO
                : Duration.ofSeconds(told + (System.nanoTime() - seldomAskedAt) / 1_000_000_000);
    }
}
