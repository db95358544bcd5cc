package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationChannel.Positioning;
import io.quorate.model.ReplicationLag;
import io.quorate.model.ThreadState;
import io.quorate.model.gtid.GtidSet;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChannelReaderTest {

    private final ChannelReader reader = new ChannelReader(host -> host.toLowerCase(Locale.ROOT), new GtidMemo());

    private ReplicationChannel read(Row row) {
        return reader.read(row);
    }

    @Test
    void readsTheOldNames() {
        ReplicationChannel channel = read(Row.of(
                "Master_Host",
                "DB1",
                "Master_Port",
                "3307",
                "Master_User",
                "repl",
                "Master_UUID",
                "uuid-1",
                "Slave_IO_Running",
                "Yes",
                "Slave_SQL_Running",
                "Yes",
                "Master_Log_File",
                "bin.000003",
                "Read_Master_Log_Pos",
                "1200",
                "Relay_Master_Log_File",
                "bin.000002",
                "Exec_Master_Log_Pos",
                "900",
                "Relay_Log_File",
                "relay.000005",
                "Relay_Log_Pos",
                "77",
                "Seconds_Behind_Master",
                "4",
                "Master_SSL_Allowed",
                "Yes",
                "Get_master_public_key",
                "1",
                "Auto_Position",
                "1"));
        assertThat(channel.source()).isEqualTo(new InstanceKey("db1", 3307));
        assertThat(channel.user()).isEqualTo("repl");
        assertThat(channel.sourceUuid()).isEqualTo("uuid-1");
        assertThat(channel.isReplicating()).isTrue();
        assertThat(channel.readCoordinates()).hasToString("bin.000003:1200");
        assertThat(channel.executedCoordinates()).hasToString("bin.000002:900");
        assertThat(channel.relayCoordinates()).hasToString("relay.000005:77");
        assertThat(channel.lag()).isEqualTo(ReplicationLag.ofSeconds(4));
        assertThat(channel.security().tls()).isTrue();
        assertThat(channel.security().asksForPublicKey()).isTrue();
        assertThat(channel.gtidMode()).isEqualTo(Positioning.ORACLE_GTID);
    }

    @Test
    void readsTheNewNames() {
        ReplicationChannel channel = read(Row.of(
                "Source_Host",
                "db1",
                "Source_Port",
                "3306",
                "Replica_IO_Running",
                "Connecting",
                "Replica_SQL_Running",
                "Yes",
                "Source_Log_File",
                "bin.000003",
                "Read_Source_Log_Pos",
                "12",
                "Relay_Source_Log_File",
                "bin.000003",
                "Exec_Source_Log_Pos",
                "12",
                "Seconds_Behind_Source",
                null,
                "Last_IO_Errno",
                "2003",
                "Last_IO_Error",
                "Error connecting to source",
                "SQL_Delay",
                "60",
                "Channel_Name",
                "eu",
                "Get_Source_public_key",
                "0",
                "Source_SSL_Verify_Server_Cert",
                "Yes",
                "Retrieved_Gtid_Set",
                "230ea8ea-81e3-11e4-972a-e25ec4bd140a:1-5"));
        assertThat(channel.name()).isEqualTo("eu");
        assertThat(channel.ioThread()).isEqualTo(ThreadState.CONNECTING);
        assertThat(channel.isFailingToConnect()).isTrue();
        assertThat(channel.isSqlThreadUpToDate()).isTrue();
        assertThat(channel.lag()).isEqualTo(ReplicationLag.UNKNOWN);
        assertThat(channel.configuredDelay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(channel.security().verifiesServerCertificate()).isTrue();
        assertThat(channel.retrievedGtids()).contains(GtidSet.parse("230ea8ea-81e3-11e4-972a-e25ec4bd140a:1-5"));
        assertThat(channel.gtidMode()).isEqualTo(Positioning.FILE_AND_POSITION);
    }

    @Test
    void readsMariaDbsOwnColumns() {
        ReplicationChannel channel = read(Row.of(
                "Connection_name",
                "eu",
                "Master_Host",
                "db1",
                "Master_Port",
                "3306",
                "Slave_IO_Running",
                "Preparing",
                "Slave_SQL_Running",
                "No",
                "Using_Gtid",
                "Slave_Pos",
                "Gtid_IO_Pos",
                "0-11-7",
                "Last_SQL_Errno",
                "1062",
                "Last_SQL_Error",
                "Duplicate entry"));
        assertThat(channel.name()).isEqualTo("eu");
        assertThat(channel.ioThread()).isEqualTo(ThreadState.CONNECTING);
        assertThat(channel.sqlThread()).isEqualTo(ThreadState.STOPPED);
        assertThat(channel.sqlError().number()).isEqualTo(1062);
        assertThat(channel.gtidMode()).isEqualTo(Positioning.MARIADB_GTID);
        assertThat(channel.retrievedGtids()).contains(GtidSet.parse("0-11-7"));
        assertThat(channel.sourceUuid()).isEmpty();
    }

    @Test
    void doesNotResolveADetachedOrMissingSource() {
        assertThat(read(Row.of("Master_Host", "//DB1", "Master_Port", "3306")).source())
                .isEqualTo(new InstanceKey("//DB1", 3306));
        assertThat(read(Row.of("Master_Host", "_", "Master_Port", "3306")).source())
                .isEqualTo(new InstanceKey("_", 3306));
        assertThat(read(Row.of()).source()).isEqualTo(new InstanceKey("", 0));
    }

    @Test
    void aFilterIsSeenInAnyOfItsSixColumns() {
        assertThat(read(Row.of("Replicate_Do_DB", "", "Replicate_Wild_Ignore_Table", "tmp.%"))
                        .isFiltered())
                .isTrue();
        assertThat(read(Row.of("Replicate_Do_DB", "", "Replicate_Rewrite_DB", "(a,b)"))
                        .isFiltered())
                .isFalse();
    }

    @Test
    void aLagThatClocksMadeNegativeIsZero() {
        assertThat(read(Row.of("Seconds_Behind_Master", "-3")).lag()).isEqualTo(ReplicationLag.ofSeconds(0));
    }

    @Test
    void keepsAllChannelsTheDefaultOneFirst() {
        List<ReplicationChannel> channels = reader.read(
                List.of(Row.of("Channel_Name", "z"), Row.of("Channel_Name", "a"), Row.of("Channel_Name", "")));
        assertThat(channels).extracting(ReplicationChannel::name).containsExactly("", "a", "z");
    }
}
