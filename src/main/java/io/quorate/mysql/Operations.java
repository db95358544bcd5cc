package io.quorate.mysql;

import io.quorate.model.gtid.GtidSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changing statements, in the server's dialect. If a server does not know the words that its version suggests, the
 * other words are tried once and kept. Used by one thread at a time.
 */
final class Operations {

    /** Waits are cut into pieces, so that none runs into the limit for silence. */
    private static final Duration SLICE = Duration.ofSeconds(2);
    /** {@code Unknown system variable}. */
    private static final int NO_SUCH_VARIABLE = 1193;

    private final ProbeScript script;
    private @Nullable Dialect dialect;

    /** @param script knows what kind of server it is */
    Operations(ProbeScript script) {
        this.script = script;
    }

    /** Forgets what belonged to the former connection. */
    void forget() {
        dialect = null;
    }

    private Dialect dialect(Session session) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(script.introduce(session).version());
            dialect = known;
        }
        return known;
    }

    List<Row> run(Session session, Function<Dialect, String> statement) throws SQLException {
        Dialect first = dialect(session);
        try {
            return session.ask(statement.apply(first));
        } catch (SQLException e) {
            Optional<Dialect> other = first.other();
            if (other.isEmpty() || !Failures.isUnknownToServer(e)) {
                throw e;
            }
            List<Row> answer = askOrRethrow(session, statement.apply(other.get()), e);
            dialect = other.get();
            return answer;
        }
    }

    /** If the other words are not known either, the first complaint is the one to hear. */
    private static List<Row> askOrRethrow(Session session, String statement, SQLException first) throws SQLException {
        try {
            return session.ask(statement);
        } catch (SQLException second) {
            if (Failures.isUnknownToServer(second)) {
                first.addSuppressed(second);
                throw first;
            }
            throw second;
        }
    }

    /** Both wait functions answer 0 when the set is there, another number when the time is over. */
    boolean awaitExecuted(Session session, GtidSet set, Duration limit) throws SQLException {
        Deadline end = Deadline.in(limit);
        do {
            Duration slice = shorter(end.remaining(), SLICE);
            Optional<String> answer = Row.firstOf(run(session, dialect -> dialect.awaitExecuted(set, slice)));
            if (answer.isEmpty()) {
                throw new SQLException("The server cannot wait for " + set.toLine());
            }
            if (answer.get().equals("0")) {
                return true;
            }
        } while (!end.isOver());
        return false;
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Opens super_read_only first since it implies the other: the server would refuse to clear read_only alone on some
     * versions and clear both on others. Closing for all is one statement for the same reason.
     */
    void setReadOnly(Session session, boolean readOnly, boolean withSuper) throws SQLException {
        boolean hasSuper = script.introduce(session).has("super_read_only");
        List<String> statements = new ArrayList<>();
        if (hasSuper && !readOnly) {
            statements.add("SET GLOBAL super_read_only = 0");
        }
        statements.add("SET GLOBAL read_only = " + (readOnly ? 1 : 0));
        if (hasSuper && readOnly && withSuper) {
            statements.add("SET GLOBAL super_read_only = 1");
        }
        session.askAll(statements);
    }

    /** @param variable which one it is on such a server; the plugin may have been loaded a moment ago */
    void setSwitch(Session session, Function<ServerProfile, String> variable, boolean enabled) throws SQLException {
        ServerProfile known = script.introduce(session);
        ServerProfile profile = known.has(variable.apply(known)) ? known : script.introduceAgain(session);
        String name = variable.apply(profile);
        if (!profile.has(name)) {
            throw new SQLException("No plugin for semi-synchronous replication is loaded", "HY000", NO_SUCH_VARIABLE);
        }
        session.ask("SET GLOBAL " + name + " = " + (enabled ? 1 : 0));
    }
}
