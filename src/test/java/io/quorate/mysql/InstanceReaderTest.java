package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.GroupMembership;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.PromotionRule;
import io.quorate.model.ReplicationLag;
import io.quorate.model.SemiSync;
import io.quorate.model.ServerVersion;
import io.quorate.model.gtid.GtidSet;
import io.quorate.mysql.Settings.Names.OwnName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InstanceReaderTest {

    private static final InstanceKey KEY = new InstanceKey("db1.dc7", 3306);
    private static final ServerVersion MYSQL = ServerVersion.parse("8.0.31", "MySQL Community Server - GPL");
    private static final ServerVersion MARIADB = ServerVersion.parse("11.4.5-MariaDB", "");

    private final InstanceReader reader = new InstanceReader(Settings.Probing.DEFAULT, host -> host);

    private static Reading reading(ServerVersion version, Map<Part, List<Row>> answers, Map<Question, String> user) {
        return new Reading(version, answers, user, Duration.ofSeconds(9));
    }

    private Instance read(ServerVersion version, Row variables) {
        return reader.read(KEY, reading(version, Map.of(Part.VARIABLES, List.of(variables)), Map.of()));
    }

    @Test
    void anEmptyAnswerLeavesAllUnknown() {
        Instance instance = reader.read(KEY, reading(MYSQL, Map.of(), Map.of()));
        assertThat(instance.isReplica()).isFalse();
        assertThat(instance.gtid().executed()).isEmpty();
        assertThat(instance.lag()).isEqualTo(ReplicationLag.UNKNOWN);
        assertThat(instance.semiSync()).isEqualTo(SemiSync.NONE);
        assertThat(instance.group()).isEmpty();
        assertThat(instance.promotionRule()).isEmpty();
    }

    @Test
    void oneMissingVariableEmptiesNoOther() {
        Instance instance = read(
                MYSQL,
                Row.of(
                        "server_uuid",
                        "u1",
                        "gtid_mode",
                        "ON",
                        "gtid_executed",
                        "230ea8ea-81e3-11e4-972a-e25ec4bd140a:1-5"));
        assertThat(instance.serverUuid()).isEqualTo("u1");
        assertThat(instance.gtid().supportsOracleGtid()).isTrue();
        assertThat(instance.gtid().executed()).isPresent();
        assertThat(instance.gtid().purged()).isEmpty();
        assertThat(instance.binaryLog().rowImage()).isEmpty();
    }

    @Test
    void mariaDbsPositionIsUnitedWithItsLogsState() {
        Instance replica = read(
                MARIADB,
                Row.of(
                        "gtid_current_pos",
                        "0-12-9",
                        "gtid_binlog_pos",
                        "0-12-9",
                        "gtid_binlog_state",
                        "0-11-7,0-12-9"));
        assertThat(replica.gtid().executed()).contains(GtidSet.parse("0-11-7,0-12-9"));
        Instance primary = read(MARIADB, Row.of("gtid_current_pos", "", "gtid_binlog_pos", "0-11-3"));
        assertThat(primary.gtid().executed()).contains(GtidSet.parse("0-11-3"));
        assertThat(primary.gtid().supportsOracleGtid()).isFalse();
    }

    @Test
    void readsReadOnlyInAllItsSpellings() {
        assertThat(read(MYSQL, Row.of("read_only", "1")).isReadOnly()).isTrue();
        assertThat(read(MYSQL, Row.of("read_only", "ON")).isReadOnly()).isTrue();
        assertThat(read(MYSQL, Row.of("read_only", "0")).isReadOnly()).isFalse();
        assertThat(read(MARIADB, Row.of("read_only", "NO_LOCK_NO_ADMIN")).isSuperReadOnly())
                .isTrue();
        assertThat(read(MARIADB, Row.of("read_only", "NO_LOCK")).isReadOnly()).isTrue();
        assertThat(read(MARIADB, Row.of("read_only", "OFF")).isReadOnly()).isFalse();
    }

    @Test
    void readsSemiSyncInBothFamiliesOfNames() {
        Row oldNames = Row.of(
                "rpl_semi_sync_master_enabled",
                "1",
                "rpl_semi_sync_master_timeout",
                "500",
                "rpl_semi_sync_slave_enabled",
                "0");
        List<Row> oldStatus = List.of(
                Row.of("Variable_name", "Rpl_semi_sync_master_status", "Value", "ON"),
                Row.of("Variable_name", "Rpl_semi_sync_master_clients", "Value", "2"));
        Row newNames = Row.of(
                "rpl_semi_sync_source_enabled",
                "1",
                "rpl_semi_sync_source_timeout",
                "500",
                "rpl_semi_sync_source_wait_for_replica_count",
                "1",
                "rpl_semi_sync_replica_enabled",
                "0");
        List<Row> newStatus = List.of(
                Row.of("Variable_name", "Rpl_semi_sync_source_status", "Value", "ON"),
                Row.of("Variable_name", "Rpl_semi_sync_source_clients", "Value", "2"));
        SemiSync expected = new SemiSync(true, true, true, Duration.ofMillis(500), 1, 2, false, false, 3);
        assertThat(SemiSyncReader.read(oldNames, oldStatus, 3)).isEqualTo(expected);
        assertThat(SemiSyncReader.read(newNames, newStatus, 3)).isEqualTo(expected);
    }

    @Test
    void readsTheGroupOfAMember() {
        Row variables = Row.of(
                "server_uuid", "b", "group_replication_group_name", "g", "group_replication_single_primary_mode", "1");
        List<Row> members = List.of(
                member("a", "db1", "ONLINE", "PRIMARY"),
                member("b", "db2", "ONLINE", "SECONDARY"),
                member("c", "db3", "OFFLINE", ""));
        GroupMembership group =
                GroupReader.read(variables, members, host -> host).orElseThrow();
        assertThat(group.primary()).contains(new InstanceKey("db1", 3306));
        assertThat(group.members()).containsExactly(new InstanceKey("db1", 3306));
        assertThat(group.isSecondary()).isTrue();
        assertThat(group.groupName()).isEqualTo("g");
        assertThat(GroupReader.read(variables, List.of(member("b", "db2", "OFFLINE", "")), host -> host))
                .isEmpty();
    }

    private static Row member(String id, String host, String state, String role) {
        return Row.of(
                "MEMBER_ID",
                id,
                "MEMBER_HOST",
                host,
                "MEMBER_PORT",
                "3306",
                "MEMBER_STATE",
                state,
                "MEMBER_ROLE",
                role);
    }

    @Test
    void theQuerysAnswerWinsOverThePattern() {
        Settings.Probing patterns = new Settings.Probing(
                Map.of(),
                false,
                true,
                Optional.of(Pattern.compile("\\.(dc[0-9]+)$")),
                Optional.of(Pattern.compile("no group")),
                Optional.empty());
        InstanceReader withPatterns = new InstanceReader(patterns, host -> host);
        assertThat(withPatterns
                        .read(KEY, reading(MYSQL, Map.of(), Map.of()))
                        .place()
                        .dataCenter())
                .isEqualTo("dc7");
        Instance asked = withPatterns.read(KEY, reading(MYSQL, Map.of(), Map.of(Question.DATA_CENTER, "dc9")));
        assertThat(asked.place().dataCenter()).isEqualTo("dc9");
        assertThat(asked.place().region()).isEmpty();
    }

    @Test
    void theLagQueryWinsOverTheServersOwnWord() {
        Map<Part, List<Row>> answers = Map.of(Part.CHANNELS, List.of(Row.of("Seconds_Behind_Source", "2")));
        assertThat(reader.read(KEY, reading(MYSQL, answers, Map.of())).lag()).isEqualTo(ReplicationLag.ofSeconds(2));
        assertThat(reader.read(KEY, reading(MYSQL, answers, Map.of(Question.LAG, "7.9")))
                        .lag())
                .isEqualTo(ReplicationLag.ofSeconds(7));
    }

    @Test
    void aRuleThatCannotBeRegisteredIsNone() {
        assertThat(reader.read(KEY, reading(MYSQL, Map.of(), Map.of(Question.PROMOTION_RULE, "Prefer")))
                        .promotionRule())
                .contains(PromotionRule.PREFER);
        assertThat(reader.read(KEY, reading(MYSQL, Map.of(), Map.of(Question.PROMOTION_RULE, "must")))
                        .promotionRule())
                .isEmpty();
    }

    @Test
    void isKnownByTheNameThatTheSettingsAskFor() throws ServerException {
        Reading reading =
                reading(MYSQL, Map.of(Part.VARIABLES, List.of(Row.of("hostname", "db1", "report_host", ""))), Map.of());
        assertThat(KnownAs.of(KEY, OwnName.AS_CONNECTED, reading)).isEqualTo(KEY);
        assertThat(KnownAs.of(KEY, OwnName.HOSTNAME, reading)).isEqualTo(new InstanceKey("db1", 3306));
        assertThatThrownBy(() -> KnownAs.of(KEY, OwnName.REPORT_HOST, reading))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("report_host");
    }
}
