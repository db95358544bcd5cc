package io.quorate.mysql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server that answers as it was told, by the beginning of the statement; all others with no rows. */
final class FakeSession implements Session {

    /** One list for each round trip. */
    final List<List<String>> sent = new ArrayList<>();

    private final Map<String, List<Row>> answers = new LinkedHashMap<>();
    private final Map<String, Integer> errors = new LinkedHashMap<>();

    /** A server of this version with these variables. */
    static FakeSession of(String version, String... variables) {
        FakeSession session = new FakeSession();
        session.answers("SELECT @@global.version AS version, ", Row.of("version", version, "version_comment", ""));
        session.hasVariables(variables);
        return session;
    }

    FakeSession hasVariables(String... variables) {
        Row[] rows = new Row[variables.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Row.of("Variable_name", variables[i], "Value", "1");
        }
        return answers("SHOW GLOBAL VARIABLES", rows);
    }

    FakeSession answers(String beginning, Row... rows) {
        errors.remove(beginning);
        answers.put(beginning, List.of(rows));
        return this;
    }

    /** @param number 0 for a connection that breaks */
    FakeSession fails(String beginning, int number) {
        errors.put(beginning, number);
        return this;
    }

    @Override
    public List<Row> ask(String sql) throws SQLException {
        return askAll(List.of(sql)).get(0);
    }

    @Override
    public List<List<Row>> askAll(List<String> statements) throws SQLException {
        sent.add(List.copyOf(statements));
        List<List<Row>> all = new ArrayList<>();
        for (String statement : statements) {
            all.add(answer(statement));
        }
        return all;
    }

    private List<Row> answer(String statement) throws SQLException {
        for (Map.Entry<String, Integer> error : errors.entrySet()) {
            int number = error.getValue();
            if (statement.startsWith(error.getKey())) {
                throw new SQLException("error " + number, number == 0 ? "08S01" : "HY000", number);
            }
        }
        return answers.entrySet().stream()
                .filter(entry -> statement.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }
}
