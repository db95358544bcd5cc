package io.quorate.analysis;

import static io.quorate.model.Topologies.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnalysisMemoryTest {

    private static final Instant NOW = Topologies.NOW;
    private static final AnalysisMemory FRESH = AnalysisMemory.startingAt(NOW.minusSeconds(60));

    /** Drawn so that db2 was seen exactly at the second. */
    private static Topology at(int second, String db2) {
        return Topologies.parse("db1\n+ db2 seen=0s " + db2, NOW.plusSeconds(second));
    }

    @Test
    void countsAStateFromTheFirstProbeOfAnUnbrokenRow() {
        AnalysisMemory memory =
                FRESH.after(at(0, "")).after(at(1, "io-connecting")).after(at(3, "io-connecting"));

        assertThat(memory.stateSince(key("db2"))).contains(NOW.plusSeconds(1));
        assertThat(memory.after(at(4, "")).stateSince(key("db2"))).contains(NOW.plusSeconds(4));
    }

    @Test
    void aFailedProbeKeepsWhatIsKnown() {
        AnalysisMemory memory = FRESH.after(at(0, "io-connecting"));

        Topology silent = Topologies.parse("db1\n+ db2 io-connecting timeout failing=1s seen=2s", NOW.plusSeconds(2));
        assertThat(memory.after(silent).stateSince(key("db2"))).contains(NOW);
    }

    @Test
    void remembersThatSomethingWasReceivedBetweenTwoProbes() {
        AnalysisMemory memory = FRESH.after(at(0, "read=bin.000001:100")).after(at(2, "read=bin.000001:200"));

        assertThat(memory.hasReceived(key("db2"), NOW, Duration.ofSeconds(2))).isTrue();
        assertThat(memory.hasReceived(key("db2"), NOW.plusSeconds(1), Duration.ofSeconds(2)))
                .as("it may have been received before that second")
                .isFalse();
    }

    @Test
    void whatWasReceivedLongAgoDoesNotCount() {
        AnalysisMemory memory = FRESH.after(at(0, "read=bin.000001:100"))
                .after(at(2, "read=bin.000001:200"))
                .after(at(5, "read=bin.000001:200"));

        assertThat(memory.hasReceived(key("db2"), NOW, Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void anotherSourceBeginsAnotherHistory() {
        AnalysisMemory memory = FRESH.after(at(0, "io-connecting"));
        Topology moved = Topologies.parse("db1\ndb9\n+ db2 seen=0s io-connecting", NOW.plusSeconds(5));

        assertThat(memory.after(moved).stateSince(key("db2"))).contains(NOW.plusSeconds(5));
    }

    @Test
    void whatAnEarlierProcessSawIsNotRemembered() {
        assertThat(AnalysisMemory.startingAt(NOW.plusSeconds(1))
                        .after(at(0, ""))
                        .stateSince(key("db2")))
                .isEmpty();
    }

    @Test
    void forgetsServersThatAreGone() {
        assertThat(FRESH.after(at(0, "")).after(Topologies.parse("db1", NOW)).stateSince(key("db2")))
                .isEmpty();
    }

    @Test
    void nothingNewIsTheSameValue() {
        AnalysisMemory memory = FRESH.after(at(0, ""));

        assertThat(memory.after(at(0, ""))).isSameAs(memory);
    }
}
