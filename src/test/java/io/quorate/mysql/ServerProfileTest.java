package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.ServerVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerProfileTest {

    private static final ServerVersion MYSQL = ServerVersion.parse("8.4.6", "");

    private static Map<Part, List<String>> statements(String version, String... variables) {
        ServerProfile profile = new ServerProfile(ServerVersion.parse(version, ""), Set.of(variables), true);
        return profile.statements(Dialect.of(profile.version()));
    }

    @Test
    void asksOnlyForVariablesThatTheServerHas() {
        assertThat(Variables.valuesStatement(Set.of("server_id", "gtid_mode", "something_else")))
                .isEqualTo("SELECT @@global.server_id AS server_id, @@global.gtid_mode AS gtid_mode");
    }

    @Test
    void leavesOutAnOldNameThatHasANewOne() {
        assertThat(Variables.valuesStatement(Set.of("log_replica_updates", "log_slave_updates")))
                .isEqualTo("SELECT @@global.log_replica_updates AS log_replica_updates");
        assertThat(Variables.valuesStatement(Set.of("log_slave_updates")))
                .isEqualTo("SELECT @@global.log_slave_updates AS log_slave_updates");
    }

    @Test
    void asksForSemiSyncAndGroupsOnlyWhereThePluginIsLoaded() {
        assertThat(statements("8.4.6", "server_id")).doesNotContainKeys(Part.SEMI_SYNC_STATUS, Part.GROUP);
        assertThat(statements("8.4.6", "rpl_semi_sync_replica_enabled", "group_replication_group_name"))
                .containsKeys(Part.SEMI_SYNC_STATUS, Part.GROUP);
    }

    @Test
    void asksMariaDbForNothingThatOnlyMySqlHas() {
        assertThat(statements("11.4.5-MariaDB", "server_id")).doesNotContainKeys(Part.CREDENTIALS, Part.GROUP);
    }

    @Test
    void asksABinlogServerForLittle() {
        assertThat(statements("2.4.1-maxscale", "server_id").keySet())
                .containsExactlyInAnyOrder(Part.VARIABLES, Part.CHANNELS, Part.REPLICAS);
    }

    @Test
    void knowsSwitchesByThePluginThatIsLoadedNotByTheVersion() {
        assertThat(new ServerProfile(MYSQL, Set.of("rpl_semi_sync_master_enabled"), true).semiSyncSourceVariable())
                .isEqualTo("rpl_semi_sync_master_enabled");
        assertThat(new ServerProfile(MYSQL, Set.of("rpl_semi_sync_source_enabled"), true).semiSyncSourceVariable())
                .isEqualTo("rpl_semi_sync_source_enabled");
    }

    @Test
    void tellsWhetherThePerformanceSchemaIsOn() {
        List<Row> off = List.of(Row.of("Variable_name", "performance_schema", "Value", "OFF"));
        assertThat(ServerProfile.of(MYSQL, off).hasPerformanceSchema()).isFalse();
        assertThat(ServerProfile.of(MYSQL, off).variables()).containsExactly("performance_schema");
    }
}
