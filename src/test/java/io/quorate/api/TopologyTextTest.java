package io.quorate.api;

import static io.quorate.readmodel.SampleServers.NOW;
import static io.quorate.readmodel.SampleServers.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Annotations;
import io.quorate.model.Thresholds;
import io.quorate.model.Topology;
import io.quorate.readmodel.SampleServers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopologyTextTest {

    private static TopologyText text(Topology topology) {
        return new TopologyText(topology, Thresholds.DEFAULTS, NOW);
    }

    private static final Topology CHAIN = SampleServers.topology(
            "db1:3306",
            SampleServers.failed(SampleServers.primary("db1", "", "db2")),
            SampleServers.seen(SampleServers.replica("db2", "db1", "longer-name3")),
            SampleServers.seen(SampleServers.brokenReplica("longer-name3", "db2")));

    @Test
    void indentsReplicasAndAlignsDescriptions() {
        assertThat(text(CHAIN).plain()).isEqualTo("""
                        db1:3306              [unknown,invalid,8.0.31,rw,ROW,>>,GTID]
                        + db2:3306            [0s,ok,8.0.31,ro,ROW,>>,GTID]
                          - longer-name3:3306 [null,nonreplicating,8.0.31,ro,ROW,>>,GTID]""");
    }

    @Test
    void putsColumnsBetweenBars() {
        assertThat(text(CHAIN).tabulated()).isEqualTo("""
                        db1:3306             |unknown|invalid       |8.0.31|rw|ROW|>>,GTID
                        + db2:3306           |     0s|ok            |8.0.31|ro|ROW|>>,GTID
                          - longer-name3:3306|   null|nonreplicating|8.0.31|ro|ROW|>>,GTID""");
    }

    @Test
    void addsTagsAtTheEnd() {
        Annotations tagged = new Annotations(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of("role", "backup", "in_service", "")),
                "");
        Topology topology = Topology.of(
                "db1:3306",
                List.of(
                        SampleServers.seen(SampleServers.primary("db1", "", "db2")),
                        SampleServers.seen(SampleServers.replica("db2", "db1"))),
                k -> k.equals(key("db2")) ? tagged : Annotations.NONE);
        assertThat(text(topology).withTags()).isEqualTo("""
                        db1:3306   [0s,ok,8.0.31,rw,ROW,>>,GTID] []
                        + db2:3306 [0s,ok,8.0.31,ro,ROW,>>,GTID] [in_service,role=backup]""");
    }

    @Test
    void drawsCoPrimariesAsBranchesOfTheirOwn() {
        Topology ring = SampleServers.topology(
                "db1:3306",
                SampleServers.seen(SampleServers.replica("db1", "db2", "db2")),
                SampleServers.seen(SampleServers.replica("db2", "db1", "db1", "db3")),
                SampleServers.seen(SampleServers.replica("db3", "db2")));
        assertThat(text(ring).plain()).isEqualTo("""
                        + db1:3306   [0s,ok,8.0.31,ro,ROW,>>,GTID]
                        + db2:3306   [0s,ok,8.0.31,ro,ROW,>>,GTID]
                          + db3:3306 [0s,ok,8.0.31,ro,ROW,>>,GTID]""");
    }
}
