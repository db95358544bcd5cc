package io.quorate.mysql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A replica's limit for connecting to its source, {@code replica_net_timeout}; the old name works on every version.
 *
 * <p>A value of our own low figure may have been left by a node that died before it set it back. It counts as left behind
 * when it was set while the server ran, which only the server can tell; then the server's default takes its place, since
 * the former value is not known. One that stands in the server's option file is the operator's and stays.
 */
final class ConnectLimit {

    private static final String NAME = "slave_net_timeout";

    /** MySQL 8.0 and later. Its name has changed; both go together. */
    private static final String MYSQL_ORIGIN = """
            SELECT VARIABLE_SOURCE FROM performance_schema.variables_info
            WHERE VARIABLE_NAME IN ('slave_net_timeout', 'replica_net_timeout') AND VARIABLE_SOURCE = 'DYNAMIC'
            """;

    private static final String MARIADB_ORIGIN = """
            SELECT GLOBAL_VALUE_ORIGIN FROM information_schema.SYSTEM_VARIABLES
            WHERE VARIABLE_NAME = 'SLAVE_NET_TIMEOUT' AND GLOBAL_VALUE_ORIGIN = 'SQL'
            """;

    private final Line line;

    ConnectLimit(Line line) {
        this.line = line;
    }

    /** In seconds; empty when the server does not tell. */
    Optional<Long> seconds() throws SQLException {
        return Row.firstOf(line.ask("SELECT @@global." + NAME)).map(Long::valueOf);
    }

    /** @return false when our account may not */
    boolean set(long seconds) throws SQLException {
        return assign(Long.toString(seconds));
    }

    /** Undoes what somebody left who lowered it and did not come back; to be called when nobody can be at it any more. */
    void restoreIfLeftLow(long low) throws SQLException {
        if (seconds().filter(value -> value <= low).isPresent() && wasSetAtRunTime()) {
            assign("DEFAULT");
        }
    }

    private boolean assign(String value) throws SQLException {
        try {
            line.ask("SET GLOBAL " + NAME + " = " + value);
            return true;
        } catch (SQLException e) {
            if (Failures.isAccessDenied(e)) {
                return false;
            }
            throw e;
        }
    }

    private boolean wasSetAtRunTime() throws SQLException {
        for (String question : List.of(MYSQL_ORIGIN, MARIADB_ORIGIN)) {
            try {
                if (!line.ask(question).isEmpty()) {
                    return true;
                }
            } catch (SQLException e) {
                if (!Failures.isUnknownToServer(e) && !Failures.isAccessDenied(e)) {
                    throw e;
                }
            }
        }
        return false;
    }
}
