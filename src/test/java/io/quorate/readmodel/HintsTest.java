package io.quorate.readmodel;

import static io.quorate.readmodel.SampleServers.NOW;
import static io.quorate.readmodel.SampleServers.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintsTest {

    private final FleetView view = view();

    private static FleetView view() {
        NodeFacts node = new NodeFacts("node1", "0".repeat(64), "1", "quorate.db", NOW, Optional.empty());
        LiveReadModel model = new LiveReadModel(
                new FakeLog(),
                ClusterNaming.NONE,
                () -> node,
                new ProbeSamples(Duration.ofMinutes(2)),
                InstantSource.fixed(NOW));
        model.publish(SampleServers.shop());
        model.publish(SampleServers.payments());
        return model.view();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "db1:3306, db1:3306",
                "shop, db1:3306",
                "db3:3306, db1:3306",
                "db3, db1:3306",
                "y2:3306, pay1:3306",
                "Y2, pay1:3306",
                "pay, -",
                "db3:3307, -",
                "10.0.0.1:3306, -",
                "nobody, -",
                "a:b:c, -",
                "'', -",
            })
    void findsTheClusterAHintStandsFor(String hint, String expected) {
        assertThat(Hints.cluster(view, hint, 3306).map(ClusterView::name)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "db1:3306, db1:3306",
        "b1:3306, db1:3306",
        "db:3306, db:3306",
        "b1:3307, b1:3307",
        "1.1.1.1:3306, 1.1.1.1:3306"
    })
    void completesAHostThatOnlyOneKnownServerContains(String given, String meant) {
        assertThat(Hints.instance(view, key(given))).isEqualTo(key(meant));
    }

    @Test
    void leavesInvalidKeysAlone() {
        InstanceKey detached = new InstanceKey("//db1", 3306);
        assertThat(Hints.instance(view, detached)).isEqualTo(detached);
    }
}
