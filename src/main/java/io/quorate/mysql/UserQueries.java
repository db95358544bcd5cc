package io.quorate.mysql;

import io.quorate.model.InstanceKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured queries, asked in one round trip. One that fails is left alone for a minute; meanwhile its last answer
 * holds, except for a lag, which ages. Used by one thread at a time.
 */
final class UserQueries {

    private static final Logger LOG = LoggerFactory.getLogger(UserQueries.class);

    private final InstanceKey key;
    private final Map<Question, String> queries = new EnumMap<>(Question.class);
    private final Map<Question, String> lastAnswers = new EnumMap<>(Question.class);
    private final Map<Question, Long> failedAt = new EnumMap<>(Question.class);

    /** @param key for messages */
    UserQueries(InstanceKey key, Map<Question, String> configured) {
        this.key = key;
        configured.forEach((question, query) -> {
            String text = SqlText.withoutTerminator(query);
            if (question != Question.REPLICATION_CREDENTIALS && !text.isEmpty()) {
                queries.put(question, text);
            }
        });
    }

    /**
     * The answers there are.
     *
     * @throws SQLException only when the connection is lost
     */
    Map<Question, String> ask(Session session) throws SQLException {
        List<Question> together = new ArrayList<>();
        List<Question> alone = new ArrayList<>();
        queries.forEach((question, query) -> {
            if (!isMuted(question)) {
                (hasSeveralAnswers(query) ? alone : together).add(question);
            }
        });
        if (together.size() == 1 || !askTogether(session, together)) {
            alone.addAll(together);
        }
        for (Question question : alone) {
            askAlone(session, question);
        }
        return new EnumMap<>(lastAnswers);
    }

    /** Such a query would shift the answers of its neighbours. */
    private static boolean hasSeveralAnswers(String query) {
        return query.indexOf(';') >= 0 || query.regionMatches(true, 0, "call", 0, 4);
    }

    private boolean askTogether(Session session, List<Question> questions) throws SQLException {
        if (questions.isEmpty()) {
            return true;
        }
        try {
            List<List<Row>> answers =
                    session.askAll(questions.stream().map(this::query).toList());
            for (int i = 0; i < answers.size(); i++) {
                keep(questions.get(i), answers.get(i));
            }
            return true;
        } catch (SQLException e) {
            if (!Failures.leavesLineUsable(e)) {
                throw e;
            }
            return false;
        }
    }

    private void askAlone(Session session, Question question) throws SQLException {
        try {
            keep(question, session.ask(query(question)));
        } catch (SQLException e) {
            if (!Failures.leavesLineUsable(e)) {
                throw e;
            }
            if (failedAt.put(question, System.nanoTime()) == null) {
                LOG.warn("[{}] does not answer [{}]: [{}]", key, question.key(), e.getMessage());
            }
            if (!question.outlivesFailure()) {
                lastAnswers.remove(question);
            }
        }
    }

    private String query(Question question) {
        return queries.getOrDefault(question, "");
    }

    private void keep(Question question, List<Row> rows) {
        failedAt.remove(question);
        Optional<String> answer = Row.firstOf(rows);
        if (answer.isPresent()) {
            lastAnswers.put(question, answer.get());
        } else {
            lastAnswers.remove(question);
        }
    }

    private boolean isMuted(Question question) {
        Long at = failedAt.get(question);
        return at != null && System.nanoTime() - at < ServerProfile.seldom().toNanos();
    }
}
