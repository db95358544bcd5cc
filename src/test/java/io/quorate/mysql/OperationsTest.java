package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.InstanceKey;
import io.quorate.model.gtid.GtidSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private static final GtidSet SET = GtidSet.parse("230ea8ea-81e3-11e4-972a-e25ec4bd140a:1-5");

    private final ProbeScript script = new ProbeScript(new InstanceKey("db1", 3306), Settings.Probing.DEFAULT);
    private final Operations operations = new Operations(script);

    private static List<String> last(FakeSession session) {
        return session.sent.get(session.sent.size() - 1);
    }

    @Test
    void triesTheOtherWordsOnceAndKeepsThem() throws SQLException {
        FakeSession session =
                FakeSession.of("8.0.31").fails("STOP REPLICA", 1064).fails("START REPLICA", 1064);
        operations.run(session, dialect -> dialect.stop("", ReplicationThreads.BOTH));
        assertThat(last(session)).containsExactly("STOP SLAVE FOR CHANNEL ''");
        int before = session.sent.size();
        operations.run(session, dialect -> dialect.start("", ReplicationThreads.BOTH));
        assertThat(session.sent).hasSize(before + 1);
        assertThat(last(session)).containsExactly("START SLAVE FOR CHANNEL ''");
    }

    @Test
    void tellsTheFirstComplaintWhenNeitherWordsAreKnown() {
        FakeSession session = FakeSession.of("8.0.31").fails("STOP", 1064);
        assertThatThrownBy(() -> operations.run(session, dialect -> dialect.stop("", ReplicationThreads.BOTH)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1064));
    }

    @Test
    void anErrorThatIsNotAboutWordsIsNotTriedAgain() {
        FakeSession session = FakeSession.of("8.0.31").fails("START REPLICA", 1200);
        assertThatThrownBy(() -> operations.run(session, dialect -> dialect.start("", ReplicationThreads.BOTH)))
                .isInstanceOf(SQLException.class);
        assertThat(last(session).get(0)).startsWith("START REPLICA");
    }

    @Test
    void opensSuperReadOnlyFirstAndClosesItLast() throws SQLException {
        FakeSession session = FakeSession.of("8.0.31", "read_only", "super_read_only");
        operations.setReadOnly(session, false, true);
        assertThat(last(session)).containsExactly("SET GLOBAL super_read_only = 0", "SET GLOBAL read_only = 0");
        operations.setReadOnly(session, true, true);
        assertThat(last(session)).containsExactly("SET GLOBAL read_only = 1", "SET GLOBAL super_read_only = 1");
        operations.setReadOnly(session, true, false);
        assertThat(last(session)).containsExactly("SET GLOBAL read_only = 1");
    }

    @Test
    void leavesSuperReadOnlyOutWhereThereIsNone() throws SQLException {
        FakeSession session = FakeSession.of("11.4.5-MariaDB", "read_only");
        operations.setReadOnly(session, false, true);
        assertThat(last(session)).containsExactly("SET GLOBAL read_only = 0");
        operations.setReadOnly(session, true, true);
        assertThat(last(session)).containsExactly("SET GLOBAL read_only = 1");
    }

    @Test
    void switchesAPluginThatWasLoadedAMomentAgo() throws SQLException {
        FakeSession session = FakeSession.of("8.0.31", "read_only");
        script.introduce(session);
        session.hasVariables("read_only", "rpl_semi_sync_source_enabled");
        operations.setSwitch(session, ServerProfile::semiSyncSourceVariable, true);
        assertThat(last(session)).containsExactly("SET GLOBAL rpl_semi_sync_source_enabled = 1");
        assertThatThrownBy(() -> operations.setSwitch(session, ServerProfile::semiSyncReplicaVariable, true))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(1193));
    }

    @Test
    void waitsInPiecesUntilTheSetIsThereOrTheTimeIsOver() throws SQLException {
        FakeSession session = FakeSession.of("8.0.31").answers("SELECT WAIT_FOR", Row.of("w", "0"));
        assertThat(operations.awaitExecuted(session, SET, Duration.ofMinutes(5)))
                .isTrue();
        assertThat(last(session).get(0)).endsWith(", 2.000)");
        session.answers("SELECT WAIT_FOR", Row.of("w", "1"));
        assertThat(operations.awaitExecuted(session, SET, Duration.ofMillis(1))).isFalse();
    }
}
