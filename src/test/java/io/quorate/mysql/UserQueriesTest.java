package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.InstanceKey;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserQueriesTest {

    private final FakeSession session = new FakeSession();
    private final UserQueries queries = new UserQueries(
            new InstanceKey("db1", 3306),
            Map.of(
                    Question.DATA_CENTER, "select dc ; ",
                    Question.REGION, "select region",
                    Question.LAG, "select lag",
                    Question.REPLICATION_CREDENTIALS, "select secret"));

    @Test
    void asksAllInOneRoundTripButNotForSecrets() throws SQLException {
        session.answers("select dc", Row.of("a", "dc1")).answers("select lag", Row.of("b", "4"));
        assertThat(queries.ask(session))
                .containsOnly(Map.entry(Question.DATA_CENTER, "dc1"), Map.entry(Question.LAG, "4"));
        assertThat(session.sent).hasSize(1);
        assertThat(session.sent.get(0)).containsExactlyInAnyOrder("select dc", "select region", "select lag");
    }

    @Test
    void nullAndNoRowMeanNotSet() throws SQLException {
        session.answers("select dc", Row.of("a", null));
        assertThat(queries.ask(session)).isEmpty();
        session.answers("select dc", Row.of("a", "dc1"));
        assertThat(queries.ask(session)).containsEntry(Question.DATA_CENTER, "dc1");
        session.answers("select dc", Row.of("a", null));
        assertThat(queries.ask(session)).isEmpty();
    }

    @Test
    void theLastAnswerOutlivesAFailureButALagDoesNot() throws SQLException {
        session.answers("select dc", Row.of("a", "dc1"))
                .answers("select region", Row.of("a", "eu"))
                .answers("select lag", Row.of("b", "4"));
        queries.ask(session);
        session.fails("select region", 1146).fails("select lag", 1146);
        assertThat(queries.ask(session))
                .containsOnly(Map.entry(Question.DATA_CENTER, "dc1"), Map.entry(Question.REGION, "eu"));
        int before = session.sent.size();
        queries.ask(session);
        assertThat(session.sent).hasSize(before + 1);
        assertThat(session.sent.get(before)).containsExactly("select dc");
    }

    @Test
    void aQueryWithSeveralAnswersIsAskedAlone() throws SQLException {
        UserQueries several = new UserQueries(
                new InstanceKey("db1", 3306),
                Map.of(
                        Question.DATA_CENTER, "CALL meta.dc()",
                        Question.REGION, "set @x = 1; select @x",
                        Question.ENVIRONMENT, "select env",
                        Question.INSTANCE_ALIAS, "select alias"));
        several.ask(session);
        assertThat(session.sent).hasSize(3);
        assertThat(session.sent.get(0)).containsExactlyInAnyOrder("select env", "select alias");
    }

    @Test
    void aLostConnectionIsNotTheQuerysFault() {
        session.fails("select dc", 0);
        assertThatThrownBy(() -> queries.ask(session)).isInstanceOf(SQLException.class);
    }
}
