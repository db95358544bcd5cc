package io.quorate.raft.actor.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is late is dropped, and a silent node is not flooded. */
class LinksTest {

    private static final long MS = 1_000_000;

    @Test
    void messagesThatTookLongerThanAnElectionTimeoutAreDropped() {
        Freshness freshness = new Freshness(Duration.ofSeconds(1));
        // The sender's clock is 5 s behind; the way takes 10 ms.
        assertThat(freshness.accept(sent(1, 1, 0), 5_010 * MS)).isTrue();
        assertThat(freshness.accept(sent(1, 2, 100 * MS), 5_110 * MS)).isTrue();
        assertThat(freshness.accept(sent(1, 3, 200 * MS), 60_000 * MS)).isFalse();
        assertThat(freshness.accept(sent(1, 4, 54_900 * MS), 60_001 * MS)).isTrue();
    }

    @Test
    void whatWasQueuedDuringALongCutIsLateHoweverLongItWas() {
        Freshness freshness = new Freshness(Duration.ofSeconds(1));
        for (int i = 0; i < 2_000; i++) {
            assertThat(freshness.accept(sent(1, i, i * 100L * MS), i * 100L * MS + MS))
                    .isTrue();
        }
        long healed = 320_000 * MS;
        for (int i = 2_000; i < 3_000; i++) {
            assertThat(freshness.accept(sent(1, i, i * 100L * MS), healed + i)).isFalse();
        }
        assertThat(freshness.accept(sent(1, 4_000, healed), healed + MS)).isTrue();
    }

    @Test
    void overtakenMessagesAreDroppedAndANewConnectionBeginsAnew() {
        Freshness freshness = new Freshness(Duration.ofSeconds(1));
        assertThat(freshness.accept(sent(1, 7, 0), 0)).isTrue();
        assertThat(freshness.accept(sent(1, 7, 0), 1)).isFalse();
        assertThat(freshness.accept(sent(1, 6, 0), 1)).isFalse();
        assertThat(freshness.accept(sent(2, 1, 999_999 * MS), 1)).isTrue();
    }

    @Test
    void aSilentPeerGetsOneMessagePerHeartbeat() {
        PeerLink link = new PeerLink(1_000 * MS, 100 * MS);
        assertThat(link.admits(0)).isTrue();
        assertThat(link.admits(MS)).isFalse();
        assertThat(link.admits(100 * MS)).isTrue();
        link.heard(150 * MS);
        assertThat(link.admits(151 * MS)).isTrue();
        assertThat(link.admits(152 * MS)).isTrue();
        assertThat(link.admits(1_200 * MS)).isTrue();
        assertThat(link.admits(1_201 * MS)).isFalse();
    }

    @Test
    void nothingIsQueuedWithoutBoundForAPeerThatDoesNotAnswer() {
        PeerLink link = new PeerLink(1_000 * MS, 100 * MS);
        link.heard(0);
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            admitted += link.admits(1) ? 1 : 0;
        }
        assertThat(admitted).isLessThanOrEqualTo(2_000);
        assertThat(link.dropped()).isEqualTo(10_000 - admitted);
    }

    private static WireMessage.Header sent(long connection, long sequence, long nanos) {
        return new WireMessage.Header(
                Optional.empty(),
                new NodeId("n1"),
                new Incarnation(new UUID(1, 2)),
                "h:1",
                Optional.empty(),
                connection,
                sequence,
                nanos);
    }
}
