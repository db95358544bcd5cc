package io.quorate.analysis;

import static io.quorate.model.Topologies.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Topologies;
import io.quorate.model.Topology;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrozenCoordinatesTest {

    private static final Duration TEN = Duration.ofSeconds(10);
    private static final String WAITING = "db1 semi-sync-active wait=1 clients=0 ";

    private static Topology at(int second, String drawing) {
        return Topologies.parse(drawing, time(second));
    }

    private static Instant time(int second) {
        return Topologies.NOW.plusSeconds(second);
    }

    private static boolean isFrozen(FrozenCoordinates frozen, Topology topology) {
        return frozen.isFrozenFor(topology.member(key("db1")).orElseThrow(), TEN);
    }

    @Test
    void aLogThatHasNotMovedForLongEnoughIsFrozen() {
        FrozenCoordinates frozen = FrozenCoordinates.NONE.after(at(0, WAITING));
        assertThat(isFrozen(frozen.after(at(10, WAITING)), at(10, WAITING))).isFalse();
        assertThat(isFrozen(frozen.after(at(11, WAITING)), at(11, WAITING))).isTrue();
    }

    @Test
    void itStaysFrozenHoweverLong() {
        FrozenCoordinates frozen = FrozenCoordinates.NONE;
        for (int second = 0; second <= 600; second += 5) {
            frozen = frozen.after(at(second, WAITING));
        }
        assertThat(isFrozen(frozen, at(600, WAITING))).isTrue();
    }

    @Test
    void movingBeginsTheCountAnew() {
        FrozenCoordinates frozen =
                FrozenCoordinates.NONE.after(at(0, WAITING)).after(at(9, WAITING + "binlog=bin.000001:2000"));
        Topology later = at(12, WAITING + "binlog=bin.000001:2000");

        assertThat(isFrozen(frozen.after(later), later)).isFalse();
    }

    @Test
    void notWaitingForgets() {
        FrozenCoordinates frozen = FrozenCoordinates.NONE
                .after(at(0, WAITING))
                .after(at(5, "db1 semi-sync-active wait=1 clients=1"))
                .after(at(6, WAITING));

        assertThat(isFrozen(frozen.after(at(15, WAITING)), at(15, WAITING))).isFalse();
    }

    @Test
    void silenceDoesNotLengthenTheCount() {
        FrozenCoordinates frozen = FrozenCoordinates.NONE.after(at(0, WAITING));
        Topology silent = at(60, WAITING + "timeout failing=58s seen=59s");

        assertThat(isFrozen(frozen.after(silent), silent)).isFalse();
    }

    @Test
    void nothingNewIsTheSameValue() {
        FrozenCoordinates frozen = FrozenCoordinates.NONE.after(at(0, WAITING));

        assertThat(frozen.after(at(3, WAITING))).isSameAs(frozen);
    }
}
