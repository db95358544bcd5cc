package io.quorate.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterMapTest {

    private final ClusterMap map = new ClusterMap();

    @Test
    void aServerNobodyFeedsNamesItsOwnCluster() {
        assertThat(map.place(key("a"), Optional.empty())).containsExactly(key("a"));
        assertThat(map.clusterOf(key("a"))).contains("a:3306");
    }

    @Test
    void aReplicaBelongsToTheClusterOfItsSourceBeforeThatWasSeen() {
        map.place(key("b"), Optional.of(key("a")));
        assertThat(map.clusterOf(key("b"))).contains("a:3306");
        assertThat(map.clusterOf(key("a"))).contains("a:3306");
        assertThat(map.sources()).containsExactly(key("a"));
    }

    @Test
    void aSubtreeMovesWithItsHead() {
        map.place(key("b"), Optional.of(key("a")));
        map.place(key("c"), Optional.of(key("b")));
        assertThat(map.place(key("b"), Optional.empty())).containsExactlyInAnyOrder(key("b"), key("c"));
        assertThat(map.clusterOf(key("c"))).contains("b:3306");
        assertThat(map.clusterOf(key("a"))).contains("a:3306");
    }

    @Test
    void nothingChangesWhenTheSameIsSeenAgain() {
        map.place(key("b"), Optional.of(key("a")));
        assertThat(map.place(key("b"), Optional.of(key("a")))).isEmpty();
    }

    @Test
    void coPrimariesKeepTheNameOneOfThemHad() {
        map.place(key("b"), Optional.empty());
        map.place(key("a"), Optional.of(key("b")));
        map.place(key("b"), Optional.of(key("a")));
        assertThat(map.clusterOf(key("a"))).contains("b:3306");
        assertThat(map.clusterOf(key("b"))).contains("b:3306");
    }

    @Test
    void aLongerRingHasOneName() {
        map.place(key("c"), Optional.of(key("a")));
        map.place(key("b"), Optional.of(key("c")));
        map.place(key("a"), Optional.of(key("b")));
        assertThat(map.clusterOf(key("a"))).isPresent().isEqualTo(map.clusterOf(key("b")));
        assertThat(map.clusterOf(key("c"))).isEqualTo(map.clusterOf(key("a")));
    }

    @Test
    void aForgottenSourceStaysAsHeadWhileReplicasNameIt() {
        map.place(key("a"), Optional.empty());
        map.place(key("b"), Optional.of(key("a")));
        map.remove(key("a"));
        assertThat(map.clusterOf(key("a"))).contains("a:3306");
        map.remove(key("b"));
        assertThat(map.clusterOf(key("b"))).isEmpty();
    }

    /** However servers are moved about, all of a cluster share the name of one that is among them. */
    @Test
    void everyServerIsInTheClusterOfItsSourceAfterAnyMoves() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<InstanceKey> keys = new ArrayList<>();
        for (char c = 'a'; c <= 'j'; c++) {
            keys.add(key(String.valueOf(c)));
        }
        Map<InstanceKey, InstanceKey> sources = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            InstanceKey moved = keys.get(random.nextInt(keys.size()));
            InstanceKey source = keys.get(random.nextInt(keys.size()));
            boolean isHead = source.equals(moved) || random.nextInt(4) == 0;
            map.place(moved, isHead ? Optional.empty() : Optional.of(source));
            if (isHead) {
                sources.remove(moved);
            } else {
                sources.put(moved, source);
            }
            int step = i;
            sources.forEach((replica, above) -> assertThat(map.clusterOf(replica))
                    .as("%s below %s, seed %d, step %d", replica, above, seed, step)
                    .isEqualTo(map.clusterOf(above)));
        }
    }

    private static InstanceKey key(String host) {
        return new InstanceKey(host, 3306);
    }
}
