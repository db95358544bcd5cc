package io.quorate.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whom a server in the middle leads to, and whom each of the filters keeps out. */
class NeighboursTest {

    private static final Topology TOPOLOGY = Topologies.parse("""
            db1 primary
            + db2 replica also-from=other1
              + db3 replica
              + db4:3307 replica
            """);

    @Test
    void aServerLeadsToItsSourcesAndItsReplicas() {
        assertThat(found("", "", "")).containsExactly("db1:3306", "db3:3306", "db4:3307", "other1:3306");
    }

    @Test
    void ignoredServersAreNotFollowedInEitherDirection() {
        assertThat(found("^db[13]:", "", "")).containsExactly("db4:3307", "other1:3306");
    }

    @Test
    void ignoredSourcesAreNotFollowedUpwards() {
        assertThat(found("", "db1|db3", "")).containsExactly("db3:3306", "db4:3307", "other1:3306");
    }

    @Test
    void ignoredReplicasAreNotFollowedDownwards() {
        assertThat(found("", "", "db1|:3307$")).containsExactly("db1:3306", "db3:3306", "other1:3306");
    }

    @Test
    void membersOfAGroupAreFollowedAsReplicasAre() {
        Topology group = Topologies.parse("""
                db1 primary group=g1 group-role=PRIMARY
                + db2 group=g1 group-role=SECONDARY
                + db3 group=g1 group-role=SECONDARY
                """);
        assertThat(found(group, "db2", settings("", "", "db3")))
                .contains("db1:3306")
                .doesNotContain("db3:3306");
        assertThat(found(group, "db2", settings("", "", ""))).contains("db1:3306", "db3:3306");
    }

    @Test
    void namesThatAreNoServersAreNotFollowed() {
        Topology detached = Topologies.parse("""
                db1 primary
                + db2 replica detached
                """);
        assertThat(found(detached, "db2", settings("", "", ""))).isEmpty();
    }

    private static List<String> found(String ignored, String sources, String replicas) {
        return found(TOPOLOGY, "db2", settings(ignored, sources, replicas));
    }

    private static List<String> found(Topology topology, String host, DiscoverySettings settings) {
        Instance instance = topology.member(new InstanceKey(host, 3306))
                .orElseThrow()
                .instance()
                .orElseThrow();
        return Neighbours.of(instance, settings).stream()
                .map(InstanceKey::toString)
                .toList();
    }

    static DiscoverySettings settings(String ignored, String sources, String replicas) {
        return new DiscoverySettings(patterns(ignored), patterns(sources), patterns(replicas), List.of());
    }

    private static List<Pattern> patterns(String text) {
        return text.isEmpty() ? List.of() : List.of(Pattern.compile(text));
    }
}
