package io.quorate.mysql;

import java.sql.SQLException;
import java.util.List;

/** What one can ask a server over an open connection. */
interface Session {

    /** One statement, one round trip; its first answer if it has several. */
    List<Row> ask(String sql) throws SQLException;

    /**
     * Several statements in one round trip; none may hold a semicolon of its own outside of texts. The server goes
     * through them in order and stops at the first that fails; then all answers are lost.
     */
    List<List<Row>> askAll(List<String> statements) throws SQLException;
}
