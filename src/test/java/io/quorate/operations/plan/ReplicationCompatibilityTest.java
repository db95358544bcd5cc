package io.quorate.operations.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Instance;
import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicationCompatibilityTest {

    private static final ReplicationCompatibility RULES = ReplicationCompatibility.DEFAULT;

    @Test
    void healthySiblingsCanFeedEachOther() {
        assertThat(reasons("", "")).isEmpty();
    }

    @Test
    void noServerFeedsItself() {
        Topology t = Topologies.parse("db1");
        assertThat(RULES.reasonsAgainst(instance(t, "db1"), instance(t, "db1")))
                .containsExactly("db1:3306 cannot replicate from itself");
    }

    @Test
    void aSourceNeedsABinaryLogOfWhatItReplicates() {
        assertThat(reasons("", "no-binlog")).containsExactly("db3:3306 has no binary log");
        assertThat(reasons("", "no-log-updates"))
                .containsExactly("db3:3306 does not log what it replicates (log_replica_updates is off)");
        assertThat(reasons("no-binlog", "")).isEmpty();
    }

    @Test
    void anOlderReplicaCannotFollowANewerSource() {
        assertThat(reasons("version=5.7.22", "version=8.0.31"))
                .containsExactly("db2:3306 (5.7) is older than db3:3306 (8.0)");
        assertThat(reasons("version=8.0.31", "version=5.7.22")).isEmpty();
        assertThat(reasons("version=8.0.12", "version=8.0.31")).isEmpty();
    }

    @Test
    void flavoursDoNotMix() {
        assertThat(reasons("mariadb", "")).singleElement().asString().contains("their GTIDs differ");
    }

    @Test
    void aReplicaThatLogsInASmallerFormatCannotFollow() {
        assertThat(reasons("format=STATEMENT", "format=ROW"))
                .containsExactly("db2:3306 logs as STATEMENT and cannot take ROW events from db3:3306");
        assertThat(reasons("format=STATEMENT no-log-updates", "format=ROW")).isEmpty();
        assertThat(reasons("format=ROW", "format=STATEMENT")).isEmpty();
    }

    @Test
    void idsMustDiffer() {
        assertThat(reasons("server-id=7", "server-id=7"))
                .containsExactly("db2:3306 and db3:3306 both have server_id 7");
        String uuid = "uuid=3e11fa47-71ca-11e1-9e33-c80aa9429562";
        assertThat(reasons(uuid, uuid)).singleElement().asString().contains("both have server_uuid 3e11fa47");
    }

    @Test
    void aDelayedSourceFeedsOnlyReplicasThatAreAsDelayed() {
        assertThat(reasons("", "delay=3600s")).containsExactly("db3:3306 is delayed on purpose by 3600 s");
        assertThat(reasons("delay=3600s", "delay=3600s")).isEmpty();
        assertThat(reasons("", "delay=20s")).isEmpty();
    }

    @Test
    void filtersCountOnlyWhenAskedFor() {
        assertThat(reasons("", "filtered")).isEmpty();
        Topology t = siblings("", "filtered");
        ReplicationCompatibility strict = new ReplicationCompatibility(true, Duration.ofSeconds(20));
        assertThat(strict.reasonsAgainst(instance(t, "db2"), instance(t, "db3")))
                .containsExactly("db3:3306 has replication filters and db2:3306 has none");
        assertThat(strict.canReplicateFrom(instance(t, "db3"), instance(t, "db2")))
                .isTrue();
    }

    private static List<String> reasons(String replica, String source) {
        Topology t = siblings(replica, source);
        return RULES.reasonsAgainst(instance(t, "db2"), instance(t, "db3"));
    }

    private static Topology siblings(String second, String third) {
        return Topologies.parse("db1\n+ db2 " + second + "\n+ db3 " + third);
    }

    private static Instance instance(Topology topology, String name) {
        return topology.member(Topologies.key(name)).flatMap(m -> m.instance()).orElseThrow();
    }
}
