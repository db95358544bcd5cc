package io.quorate.readmodel;

import static io.quorate.readmodel.SampleServers.NOW;
import static io.quorate.readmodel.SampleServers.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Downtime;
import io.quorate.model.Member;
import io.quorate.statemachine.NoteChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveReadModelTest {

    private final FakeLog log = new FakeLog();
    private final LiveReadModel model = model(ClusterNaming.NONE);

    private LiveReadModel model(ClusterNaming naming) {
        NodeFacts node = new NodeFacts("node1", "0".repeat(64), "1", "quorate.db", NOW, Optional.empty());
        return new LiveReadModel(
                log, naming, () -> node, new ProbeSamples(Duration.ofMinutes(2)), InstantSource.fixed(NOW));
    }

    @Test
    void findsServersAndClustersThatWerePublished() {
        model.publish(SampleServers.shop());
        model.publish(SampleServers.payments());

        FleetView view = model.view();
        assertThat(view.clusters()).extracting(ClusterView::name).containsExactly("db1:3306", "pay1:3306");
        assertThat(view.clusters()).extracting(ClusterView::alias).containsExactly("shop", "pay1:3306");
        assertThat(view.clusterByAlias("shop")).map(ClusterView::domain).contains("shop.example.com");
        assertThat(view.member(key("pay2:3306"))).map(Member::depth).contains(1);
        assertThat(view.member(key("nobody:3306"))).isEmpty();
    }

    @Test
    void keepsTheViewWhileNothingChanges() {
        model.publish(SampleServers.shop());
        FleetView first = model.view();
        assertThat(model.view()).isSameAs(first);

        model.publish(SampleServers.payments());
        assertThat(model.view()).isNotSameAs(first);
        assertThat(model.view().cluster("db1:3306"))
                .containsSame(first.cluster("db1:3306").orElseThrow());
    }

    @Test
    void showsWhatWasSaidOfAServerAsSoonAsItWasSaid() {
        model.publish(SampleServers.shop());
        model.publish(SampleServers.payments());
        ClusterView untouched = model.view().cluster("pay1:3306").orElseThrow();

        log.propose(new NoteChange.BeginDowntime(new Downtime(key("db2"), "me", "because", NOW, NOW.plusSeconds(60))));

        assertThat(model.view().member(key("db2")))
                .map(m -> m.isDowntimedAt(NOW))
                .contains(true);
        assertThat(model.view().cluster("pay1:3306")).containsSame(untouched);
    }

    @Test
    void forgetsTheServersOfAWithdrawnCluster() {
        model.publish(SampleServers.shop());
        model.publish(SampleServers.payments());
        model.view();
        model.withdraw("db1:3306");
        assertThat(model.view().clusters()).hasSize(1);
        assertThat(model.view().clusterOf(key("db2"))).isEmpty();
        assertThat(model.view().clusterByAlias("shop")).isEmpty();
    }

    @Test
    void prefersAnAliasSetByHandThenTheServersWordThenThePattern() {
        LiveReadModel patterned = model(new ClusterNaming(new TreeMap<>(java.util.Map.of("^(db|pay)", "by-pattern"))));
        patterned.publish(SampleServers.shop());
        patterned.publish(SampleServers.payments());
        assertThat(patterned.view().clusters()).extracting(ClusterView::alias).containsExactly("shop", "by-pattern");

        log.propose(new NoteChange.SetAliasOverride("db1:3306", "store"));
        assertThat(patterned.view().clusters()).extracting(ClusterView::alias).containsExactly("store", "by-pattern");
        assertThat(patterned.view().clusterByAlias("shop")).isEmpty();
    }

    @Test
    void leavesAnAliasToTheClusterWithTheBetterPrimary() {
        model.publish(SampleServers.topology("db1:3306", SampleServers.failed(SampleServers.primary("db1", "shop"))));
        assertThat(model.view().clusterByAlias("shop")).map(ClusterView::name).contains("db1:3306");

        model.publish(SampleServers.topology(
                "db2:3306",
                SampleServers.seen(SampleServers.primary("db2", "shop", "db3")),
                SampleServers.seen(SampleServers.replica("db3", "db2"))));
        assertThat(model.view().clusterByAlias("shop")).map(ClusterView::name).contains("db2:3306");
        assertThat(model.view().cluster("db1:3306")).map(ClusterView::alias).contains("db1:3306");
    }

    @Test
    void tellsListenersWhatHappens() {
        List<FleetEvent> events = new ArrayList<>();
        ReadModel.Subscription subscription = model.subscribe(events::add);
        model.publish(SampleServers.shop());
        log.propose(new NoteChange.PutTag(key("db1"), "name", "value"));
        model.withdraw("db1:3306");
        assertThat(events)
                .hasExactlyElementsOfTypes(
                        FleetEvent.ClusterChanged.class, FleetEvent.NotesChanged.class, FleetEvent.ClusterGone.class);

        subscription.close();
        model.publish(SampleServers.payments());
        assertThat(events).hasSize(3);
    }
}
