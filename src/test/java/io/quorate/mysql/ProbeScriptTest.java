package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.InstanceKey;
import io.quorate.model.ServerFlavor;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeScriptTest {

    private static final InstanceKey KEY = new InstanceKey("db1", 3306);

    private final ProbeScript script = new ProbeScript(KEY, Settings.Probing.DEFAULT);
    private final FakeSession session = FakeSession.of("8.0.31", "server_id", "gtid_executed")
            .answers("SELECT @@global.server_id", Row.of("server_id", "7"));

    private List<String> lastSent() {
        return session.sent.get(session.sent.size() - 1);
    }

    @Test
    void introducesItselfOnceThenAsksInOneRoundTrip() throws SQLException {
        assertThat(script.run(session).variables().numberOrZero("server_id")).isEqualTo(7);
        assertThat(session.sent).hasSize(2);
        script.run(session);
        assertThat(session.sent).hasSize(3);
        assertThat(lastSent())
                .contains("SHOW REPLICA STATUS", "SHOW MASTER STATUS", "SHOW REPLICAS")
                .doesNotContain("SHOW GLOBAL STATUS LIKE 'Uptime'");
    }

    @Test
    void aRefusedPartIsReportedMissingAndLeftAlone() throws SQLException {
        session.fails("SHOW REPLICAS", 1227);
        Reading reading = script.run(session);
        assertThat(reading.answered(Part.REPLICAS)).isFalse();
        assertThat(reading.answered(Part.DUMP_THREADS)).isTrue();
        int before = session.sent.size();
        script.run(session);
        assertThat(session.sent).hasSize(before + 1);
        assertThat(lastSent()).doesNotContain("SHOW REPLICAS");
    }

    @Test
    void anotherFormIsTriedOnceAndKept() throws SQLException {
        session.fails("SHOW REPLICA STATUS", 1064).answers("SHOW SLAVE STATUS", Row.of("Master_Host", "db0"));
        assertThat(script.run(session).rows(Part.CHANNELS)).hasSize(1);
        int before = session.sent.size();
        assertThat(script.run(session).rows(Part.CHANNELS)).hasSize(1);
        assertThat(session.sent).hasSize(before + 1);
        assertThat(lastSent()).contains("SHOW SLAVE STATUS");
    }

    @Test
    void aVariableThatLeftWithItsPluginIsForgotten() throws SQLException {
        script.run(session);
        session.hasVariables("server_id").fails("SELECT @@global.server_id AS server_id, @@global.gtid", 1193);
        assertThat(script.run(session).variables().numberOrZero("server_id")).isEqualTo(7);
        script.run(session);
        assertThat(lastSent()).contains("SELECT @@global.server_id AS server_id");
    }

    @Test
    void withoutItsChannelsThereIsNoReadingButItWasTold() {
        session.fails("SHOW REPLICA STATUS", 1227);
        assertThatThrownBy(() -> script.run(session)).isInstanceOf(SQLException.class);
        assertThat(script.isTold()).isTrue();
    }

    @Test
    void aLostConnectionTellsNothing() throws SQLException {
        script.run(session);
        session.fails("SELECT @@global.server_id", 0);
        assertThatThrownBy(() -> script.run(session)).isInstanceOf(SQLException.class);
        assertThat(script.isTold()).isFalse();
        assertThat(lastSent()).hasSizeGreaterThan(1);
    }

    @Test
    void aNewConnectionMayLeadToAnotherServer() throws SQLException {
        script.run(session);
        script.forget();
        FakeSession other = FakeSession.of("11.4.5-MariaDB", "server_id");
        assertThat(script.run(other).version().flavor()).isEqualTo(ServerFlavor.MARIADB);
        assertThat(other.sent.get(1)).contains("SHOW ALL SLAVES STATUS");
    }

    @Test
    void readsTheStatusInOneRoundTrip() throws SQLException {
        script.introduce(session);
        script.readStatus(session);
        assertThat(session.sent).hasSize(2);
        assertThat(lastSent()).hasSize(2);
    }

    @Test
    void findsABinlogServerWhenAskedToLookForOne() throws SQLException {
        Settings.Probing looking =
                new Settings.Probing(Map.of(), false, false, Optional.empty(), Optional.empty(), Optional.empty());
        FakeSession relay = new FakeSession()
                .answers(
                        "SHOW VARIABLES LIKE 'maxscale%'",
                        Row.of("Variable_name", "MAXSCALE_VERSION", "Value", "1.4.3"));
        assertThat(new ProbeScript(KEY, looking).run(relay).version().isBinlogServer())
                .isTrue();
    }
}
