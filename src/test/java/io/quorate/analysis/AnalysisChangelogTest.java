package io.quorate.analysis;

import static io.quorate.analysis.DiagnosisCode.DEAD_PRIMARY;
import static io.quorate.analysis.DiagnosisCode.NO_PROBLEM;
import static io.quorate.model.Topologies.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnalysisChangelogTest {

    private static final Instant NOW = Topologies.NOW;
    private static final String GOOD = "db1\n+ db2";
    private static final String DEAD = "db1 refused\n+ db2 io-error";

    private static AnalysisChangelog after(AnalysisChangelog log, String drawing, int second) {
        Topology topology = Topologies.parse(drawing, NOW.plusSeconds(second));
        return log.after(
                topology,
                Analyzer.analyze(topology, AnalysisSettings.DEFAULT, NOW.plusSeconds(second)),
                NOW.plusSeconds(second));
    }

    @Test
    void theFirstCodeIsNoChange() {
        AnalysisChangelog log = after(AnalysisChangelog.EMPTY, DEAD, 0);

        assertThat(log.entries()).isEmpty();
        assertThat(log.latest(key("db1"))).contains(DEAD_PRIMARY);
    }

    @Test
    void recordsChangesAndTheReturnToHealth() {
        AnalysisChangelog log = after(after(after(AnalysisChangelog.EMPTY, GOOD, 0), DEAD, 1), GOOD, 2);

        assertThat(log.entries())
                .containsExactly(
                        new AnalysisChangelog.Entry(key("db1"), NOW.plusSeconds(1), DEAD_PRIMARY),
                        new AnalysisChangelog.Entry(key("db1"), NOW.plusSeconds(2), NO_PROBLEM));
    }

    @Test
    void repetitionsAreTheSameValue() {
        AnalysisChangelog log = after(AnalysisChangelog.EMPTY, DEAD, 0);

        assertThat(after(log, DEAD, 1)).isSameAs(log);
    }

    @Test
    void serversWithoutReplicasAreNotFollowed() {
        assertThat(after(AnalysisChangelog.EMPTY, DEAD, 0).latest(key("db2"))).isEmpty();
    }

    @Test
    void maintenanceKeepsTheLastCode() {
        AnalysisChangelog log = after(AnalysisChangelog.EMPTY, GOOD, 0);

        assertThat(after(log, "db1 maintenance refused\n+ db2 io-error", 1)).isSameAs(log);
    }

    @Test
    void keepsTheLatestOnly() {
        AnalysisChangelog log = after(AnalysisChangelog.EMPTY, GOOD, 0);
        for (int second = 1; second <= AnalysisChangelog.MOST + 5; second++) {
            log = after(log, second % 2 == 1 ? DEAD : GOOD, second);
        }
        assertThat(log.entries()).hasSize(AnalysisChangelog.MOST);
        assertThat(log.entries().get(0).at()).isEqualTo(NOW.plusSeconds(6));
    }

    @Test
    void changesExpire() {
        AnalysisChangelog log = after(after(AnalysisChangelog.EMPTY, GOOD, 0), DEAD, 1);
        Topology topology = Topologies.parse("db9\n+ db2", NOW);

        AnalysisChangelog expired = log.expire(topology, Duration.ofHours(1), NOW.plusSeconds(3602));
        assertThat(expired.entries()).isEmpty();
        assertThat(expired.latest(key("db1"))).isEmpty();
        assertThat(log.expire(topology, Duration.ofHours(1), NOW.plusSeconds(60))
                        .entries())
                .hasSize(1);
    }
}
