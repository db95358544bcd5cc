package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.InstanceKey;
import io.quorate.model.ServerVersion;
import io.quorate.model.gtid.GtidSet;
import io.quorate.mysql.SourceChange.Positioning;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {

    private static final SourceChange MOVE =
            new SourceChange(new InstanceKey("db2", 3307), Positioning.UNCHANGED, Optional.empty());

    private static Dialect dialect(String version, String comment) {
        return Dialect.of(ServerVersion.parse(version, comment));
    }

    private static Dialect mysql(String version) {
        return dialect(version, "MySQL Community Server - GPL");
    }

    private static Dialect mariaDb() {
        return dialect("10.11.19-MariaDB-0+deb12u1-log", "Debian 12");
    }

    @ParameterizedTest
    @CsvSource({
        "5.7.22-log,               SHOW SLAVE STATUS,      SHOW MASTER STATUS,     SHOW SLAVE HOSTS,  CHANGE MASTER",
        "8.0.2-dmr,                SHOW SLAVE STATUS,      SHOW MASTER STATUS,     SHOW SLAVE HOSTS,  CHANGE MASTER",
        "8.0.12,                   SHOW SLAVE STATUS,      SHOW MASTER STATUS,     SHOW SLAVE HOSTS,  CHANGE MASTER",
        "8.0.21,                   SHOW SLAVE STATUS,      SHOW MASTER STATUS,     SHOW SLAVE HOSTS,  CHANGE MASTER",
        "8.0.22,                   SHOW REPLICA STATUS,    SHOW MASTER STATUS,     SHOW REPLICAS,     CHANGE MASTER",
        "8.0.23,                   SHOW REPLICA STATUS,    SHOW MASTER STATUS,     SHOW REPLICAS,     CHANGE REPLICATION",
        "8.0.31,                   SHOW REPLICA STATUS,    SHOW MASTER STATUS,     SHOW REPLICAS,     CHANGE REPLICATION",
        "8.1.0,                    SHOW REPLICA STATUS,    SHOW MASTER STATUS,     SHOW REPLICAS,     CHANGE REPLICATION",
        "8.2.0,                    SHOW REPLICA STATUS,    SHOW BINARY LOG STATUS, SHOW REPLICAS,     CHANGE REPLICATION",
        "8.4.6-0ubuntu3,           SHOW REPLICA STATUS,    SHOW BINARY LOG STATUS, SHOW REPLICAS,     CHANGE REPLICATION",
        "9.7.4,                    SHOW REPLICA STATUS,    SHOW BINARY LOG STATUS, SHOW REPLICAS,     CHANGE REPLICATION",
        "10.6.20-MariaDB-log,      SHOW ALL SLAVES STATUS, SHOW MASTER STATUS,     SHOW SLAVE HOSTS,  CHANGE MASTER",
        "11.4.5-MariaDB,           SHOW ALL SLAVES STATUS, SHOW MASTER STATUS,     SHOW SLAVE HOSTS,  CHANGE MASTER",
        "5.5.5-10.11.6-MariaDB,    SHOW ALL SLAVES STATUS, SHOW MASTER STATUS,     SHOW SLAVE HOSTS,  CHANGE MASTER",
    })
    void speaksTheWordsOfTheVersion(String version, String status, String binlog, String replicas, String change) {
        Dialect dialect = mysql(version);
        assertThat(dialect.replicationStatus().get(0)).isEqualTo(status);
        assertThat(dialect.binlogPosition().get(0)).isEqualTo(binlog);
        assertThat(dialect.replicaList().get(0)).isEqualTo(replicas);
        assertThat(dialect.change("", MOVE)).startsWith(change);
    }

    @Test
    void perconaServerSpeaksAsMySqlDoes() {
        assertThat(dialect("8.0.36-28", "Percona Server (GPL), Release 28")).isEqualTo(mysql("8.0.36"));
    }

    @Test
    void readsTheProcessListFromThePerformanceSchemaOnlyWhereItIsThereAndOn() {
        assertThat(mysql("8.0.31").dumpThreads(true).get(0)).contains("performance_schema.processlist");
        assertThat(mysql("8.0.31").dumpThreads(false).get(0)).contains("information_schema.processlist");
        assertThat(mysql("8.0.12").dumpThreads(true).get(0)).contains("information_schema.processlist");
        assertThat(mariaDb().dumpThreads(true)).allMatch(sql -> sql.contains("information_schema.processlist"));
    }

    @Test
    void alwaysNamesTheChannelOnMySql() {
        assertThat(mysql("5.7.22").stop("", ReplicationThreads.BOTH)).isEqualTo("STOP SLAVE FOR CHANNEL ''");
        assertThat(mysql("8.0.31").stop("eu", ReplicationThreads.IO))
                .isEqualTo("STOP REPLICA IO_THREAD FOR CHANNEL 'eu'");
        assertThat(mysql("9.7.4").start("eu", ReplicationThreads.SQL))
                .isEqualTo("START REPLICA SQL_THREAD FOR CHANNEL 'eu'");
        assertThat(mysql("8.0.12").forget("")).isEqualTo("RESET SLAVE ALL FOR CHANNEL ''");
    }

    @Test
    void namesTheConnectionOnMariaDb() {
        assertThat(mariaDb().stop("", ReplicationThreads.BOTH)).isEqualTo("STOP SLAVE ''");
        assertThat(mariaDb().start("eu", ReplicationThreads.SQL)).isEqualTo("START SLAVE 'eu' SQL_THREAD");
        assertThat(mariaDb().forget("eu")).isEqualTo("RESET SLAVE 'eu' ALL");
    }

    @Test
    void changesHostAndPortAloneSoThatAllElseIsKept() {
        assertThat(mysql("8.0.31").change("", MOVE))
                .isEqualTo("CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'db2', SOURCE_PORT = 3307 FOR CHANNEL ''");
        assertThat(mysql("8.0.22").change("eu", MOVE))
                .isEqualTo("CHANGE MASTER TO MASTER_HOST = 'db2', MASTER_PORT = 3307 FOR CHANNEL 'eu'");
        assertThat(mariaDb().change("eu", MOVE))
                .isEqualTo("CHANGE MASTER 'eu' TO MASTER_HOST = 'db2', MASTER_PORT = 3307");
    }

    @Test
    void switchesGtidOffWhenCoordinatesAreGiven() {
        SourceChange change = new SourceChange(
                new InstanceKey("db2", 3306),
                Positioning.FILE_AND_POSITION,
                Optional.of(BinlogCoordinates.binary("bin.000007", 154)));
        assertThat(mysql("8.4.6").change("", change))
                .contains("SOURCE_AUTO_POSITION = 0, SOURCE_LOG_FILE = 'bin.000007', SOURCE_LOG_POS = 154");
        assertThat(mariaDb().change("", change))
                .contains("MASTER_USE_GTID = no, MASTER_LOG_FILE = 'bin.000007', MASTER_LOG_POS = 154");
    }

    @Test
    void positionsByTheFlavoursOwnGtids() {
        SourceChange oracle = new SourceChange(new InstanceKey("db2", 3306), Positioning.ORACLE_GTID, Optional.empty());
        SourceChange maria = new SourceChange(new InstanceKey("db2", 3306), Positioning.MARIADB_GTID, Optional.empty());
        assertThat(mysql("5.7.22").change("", oracle)).contains(", MASTER_AUTO_POSITION = 1 FOR CHANNEL");
        assertThat(mariaDb().change("", maria)).endsWith(", MASTER_USE_GTID = slave_pos");
        assertThatThrownBy(() -> mysql("5.7.22").change("", maria)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mariaDb().change("", oracle)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noNameEndsItsLiteral() {
        SourceChange nasty = new SourceChange(
                new InstanceKey("a', MASTER_PORT = 1 -- ", 3306), Positioning.UNCHANGED, Optional.empty());
        assertThat(mariaDb().change("", nasty)).contains("MASTER_HOST = 'a'', MASTER_PORT = 1 -- ', ");
        SourceChange escaping = new SourceChange(new InstanceKey("a\\", 3306), Positioning.UNCHANGED, Optional.empty());
        assertThatThrownBy(() -> mysql("8.0.31").change("", escaping)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mysql("8.0.31").stop("a\nb", ReplicationThreads.BOTH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waitsByTheFlavoursFunctionAndNeverForEver() {
        GtidSet oracle =
                GtidSet.parse("230ea8ea-81e3-11e4-972a-e25ec4bd140a:1-5,\n330ea8ea-81e3-11e4-972a-e25ec4bd140a:1");
        assertThat(mysql("8.0.31").awaitExecuted(oracle, Duration.ofMillis(1500)))
                .isEqualTo("SELECT WAIT_FOR_EXECUTED_GTID_SET('230ea8ea-81e3-11e4-972a-e25ec4bd140a:1-5,"
                        + "330ea8ea-81e3-11e4-972a-e25ec4bd140a:1', 1.500)");
        assertThat(mariaDb().awaitExecuted(GtidSet.parse("0-1-5,0-2-7,1-1-3"), Duration.ZERO))
                .isEqualTo("SELECT MASTER_GTID_WAIT('0-2-7,1-1-3', 0.001)");
        assertThatThrownBy(() -> mariaDb().awaitExecuted(oracle, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mariaDbsWaitForAPositionTakesNoFractions() {
        assertThat(mariaDb().awaitPosition("eu", "bin.000001", 4, Duration.ofMillis(300)))
                .isEqualTo("SELECT MASTER_POS_WAIT('bin.000001', 4, 1, 'eu')");
        assertThat(mysql("5.7.22").awaitPosition("", "bin.000001", 4, Duration.ofMillis(300)))
                .isEqualTo("SELECT MASTER_POS_WAIT('bin.000001', 4, 0.300, '')");
    }

    @Test
    void theOtherWordsAreTheOppositeOnesAndThereAreNoneOnMariaDb() {
        assertThat(mysql("8.0.31").other().orElseThrow().stop("", ReplicationThreads.BOTH))
                .startsWith("STOP SLAVE");
        assertThat(mysql("8.0.12").other().orElseThrow().change("", MOVE)).startsWith("CHANGE REPLICATION SOURCE");
        assertThat(mariaDb().other()).isEmpty();
    }
}
