package io.quorate.model;

import static io.quorate.readmodel.SampleServers.NOW;
import static io.quorate.readmodel.SampleServers.brokenReplica;
import static io.quorate.readmodel.SampleServers.failed;
import static io.quorate.readmodel.SampleServers.key;
import static io.quorate.readmodel.SampleServers.primary;
import static io.quorate.readmodel.SampleServers.replica;
import static io.quorate.readmodel.SampleServers.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.readmodel.SampleServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static Condition of(Observation observation, Duration later) {
        Topology topology = SampleServers.topology("db1:3306", observation);
        return Condition.of(topology.member(observation.key()).orElseThrow(), Thresholds.DEFAULTS, NOW.plus(later));
    }

    private static Condition of(Observation observation) {
        return of(observation, Duration.ZERO);
    }

    @Test
    void findsNothingWrongWithAReplicaThatReplicates() {
        Condition condition = of(seen(replica("db2", "db1")));
        assertThat(condition.problems()).isEmpty();
        assertThat(condition.status()).isEqualTo("ok");
        assertThat(condition.lag()).isEqualTo("0s");
        assertThat(condition.isUpToDate()).isTrue();
    }

    @Test
    void namesOnlyTheFirstOfTheProblemsThatExcludeEachOther() {
        assertThat(of(failed(brokenReplica("db2", "db1"))).problems()).containsExactly(Problem.LAST_CHECK_INVALID);
        assertThat(of(seen(brokenReplica("db2", "db1"))).problems()).containsExactly(Problem.NOT_REPLICATING);
        assertThat(of(seen(brokenReplica("db2", "db1")), Duration.ofMinutes(1)).problems())
                .containsExactly(Problem.NOT_RECENTLY_CHECKED);
    }

    @Test
    void countsTheAgeOfACheckInWholeSeconds() {
        Observation checkedAlmostAPeriodAgo = seen(primary("db1", ""));
        assertThat(of(checkedAlmostAPeriodAgo, Duration.ofMillis(4_700)).isUpToDate())
                .isTrue();
        assertThat(of(checkedAlmostAPeriodAgo, Duration.ofMillis(4_900)).isUpToDate())
                .isFalse();
        assertThat(of(checkedAlmostAPeriodAgo, Duration.ofSeconds(24)).isRecentlyChecked())
                .isTrue();
        assertThat(of(checkedAlmostAPeriodAgo, Duration.ofSeconds(25)).isRecentlyChecked())
                .isFalse();
    }

    @Test
    void doesNotClaimToKnowTheLagOfAServerThatDoesNotAnswer() {
        assertThat(of(failed(replica("db2", "db1"))).lag()).isEqualTo("unknown");
        assertThat(of(seen(brokenReplica("db2", "db1"))).lag()).isEqualTo("null");
        assertThat(of(seen(brokenReplica("db2", "db1"))).status()).isEqualTo("nonreplicating");
    }

    @Test
    void callsAServerInvalidThatWasNeverProbed() {
        Condition condition = of(Observation.unprobed(key("db1")));
        assertThat(condition.status()).isEqualTo("invalid");
        assertThat(condition.problems()).containsExactly(Problem.LAST_CHECK_INVALID);
        assertThat(condition.isRecentlyChecked()).isFalse();
    }
}
