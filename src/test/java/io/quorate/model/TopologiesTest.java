package io.quorate.model;

import static io.quorate.model.Topologies.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopologiesTest {

    private static final String ALL_SORTS = """
            db1 primary timeout attempts=3 failing=2s seen=3s gtid=db1:1-1000
            + db2:3307 intermediate downtime=10m rule=prefer dc=east gtid=db1:1-900
              + db3 replica seen=4s io-error=2003 no-log-updates gtid=db1:1-890,db3:1-2 errant=db3:1-2
            + db4 replica percona version=5.7.22 writable format=STATEMENT io-stopped sql-stopped gtid=db1:1-1000
            + db5 replica lag=60s semi-sync-replica gtid=db1:1-1000
            """;

    @Test
    void printsWhatItRead() {
        Topology topology = Topologies.parse(ALL_SORTS);

        assertThat(Topologies.print(topology, Topologies.NOW)).isEqualTo("""
                db1 primary timeout attempts=3 failing=2s seen=3s gtid=db1:1-1000
                + db2:3307 intermediate downtime=10m rule=prefer dc=east gtid=db1:1-900
                  + db3 replica seen=4s no-log-updates io-error=2003 gtid=db1:1-890,db3:1-2 errant=db3:1-2
                + db4 replica percona version=5.7.22 writable format=STATEMENT io-stopped sql-stopped gtid=db1:1-1000
                + db5 replica lag=1m gtid=db1:1-1000 semi-sync-replica
                """);
    }

    @Test
    void aPrintedTopologyReadsTheSame() {
        String once = Topologies.print(Topologies.parse(ALL_SORTS), Topologies.NOW);

        assertThat(Topologies.print(Topologies.parse(once), Topologies.NOW)).isEqualTo(once);
    }

    @Test
    void indentationSaysWhoReplicatesFromWhom() {
        Topology topology = Topologies.parse(ALL_SORTS);

        assertThat(topology.replicasOf(key("db1")))
                .extracting(Member::key)
                .containsExactly(key("db2:3307"), key("db4"), key("db5"));
        assertThat(topology.sourceOf(key("db3"))).get().extracting(Member::key).isEqualTo(key("db2:3307"));
        assertThat(topology.name()).isEqualTo("db1:3306");
    }

    @Test
    void wordsForEveryServerComeFirstAndMayBeUndone() {
        Topology topology = Topologies.parse("""
                * mariadb format=MIXED
                db1
                + db2 format=ROW
                """);

        assertThat(topology.member(key("db1")).orElseThrow().instance().orElseThrow())
                .matches(i -> i.version().isMariaDb())
                .matches(i -> i.binaryLog().format().equals("MIXED"));
        assertThat(topology.member(key("db2"))
                        .orElseThrow()
                        .instance()
                        .orElseThrow()
                        .binaryLog()
                        .format())
                .isEqualTo("ROW");
    }

    @Test
    void coPrimariesReplicateFromEachOther() {
        Topology topology = Topologies.parse("""
                db1 co-primary=db2
                + db2 writable
                """);

        assertThat(topology.members()).allMatch(Member::isCoPrimary);
    }

    @Test
    void groupSecondariesHangBelowTheirPrimaryWithoutAChannel() {
        Topology topology = Topologies.parse("""
                db1 group=g
                + db2 group=g
                """);

        assertThat(topology.replicasOf(key("db1"))).hasSize(1);
        assertThat(topology.member(key("db2")).orElseThrow().isReplica()).isFalse();
    }

    @Test
    void refusesWordsItDoesNotKnow() {
        assertThatThrownBy(() -> Topologies.parse("db1 primary sleepy"))
                .hasMessageContaining("unknown word \"sleepy\" at db1:3306");
        assertThatThrownBy(() -> Topologies.parse("db1 mood=good")).hasMessageContaining("unknown word \"mood=\"");
        assertThatThrownBy(() -> Topologies.parse("db1 replica")).hasMessageContaining("a replica has a source");
    }
}
