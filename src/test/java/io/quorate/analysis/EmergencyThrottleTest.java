package io.quorate.analysis;

import static io.quorate.model.Topologies.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Topologies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmergencyThrottleTest {

    private static final Instant NOW = Topologies.NOW;

    private static EmergencyAction action(EmergencyAction.Kind kind, Duration atMostEvery) {
        return new EmergencyAction(kind, List.of(key("db2"), key("db3")), atMostEvery, "a test");
    }

    private static final EmergencyAction READ = action(EmergencyAction.Kind.RE_READ_REPLICAS, Duration.ofMillis(200));
    private static final EmergencyAction RESTART =
            action(EmergencyAction.Kind.RESTART_REPLICA_IO_THREADS, Duration.ofSeconds(30));

    @Test
    void allowsAgainWhenTheSpanIsOver() {
        EmergencyThrottle.Selection first = EmergencyThrottle.NONE.allow(READ, NOW);
        assertThat(first.targets()).containsExactly(key("db2"), key("db3"));

        assertThat(first.next().allow(READ, NOW.plusMillis(199)).targets()).isEmpty();
        assertThat(first.next().allow(READ, NOW.plusMillis(200)).targets()).hasSize(2);
    }

    @Test
    void judgesEachServerForItself() {
        EmergencyThrottle throttle =
                EmergencyThrottle.NONE.allow(key("db2"), RESTART, NOW).next();

        assertThat(throttle.allow(RESTART, NOW.plusSeconds(1)).targets()).containsExactly(key("db3"));
        assertThat(throttle.allow(key("db2"), RESTART, NOW.plusSeconds(1)).isAllowed())
                .isFalse();
    }

    @Test
    void readingDoesNotForbidRestarting() {
        EmergencyThrottle throttle = EmergencyThrottle.NONE.allow(READ, NOW).next();

        assertThat(throttle.allow(RESTART, NOW).targets()).hasSize(2);
    }

    @Test
    void readingAsSourceOrAsReplicaIsOneThing() {
        EmergencyThrottle throttle =
                EmergencyThrottle.NONE.allow(key("db2"), READ, NOW).next();
        EmergencyAction asSource = new EmergencyAction(
                EmergencyAction.Kind.RE_READ_SOURCE, List.of(key("db2")), Duration.ofSeconds(1), "a test");

        assertThat(throttle.allow(asSource, NOW.plusMillis(500)).targets()).isEmpty();
    }

    @Test
    void aRefusalChangesNothing() {
        EmergencyThrottle throttle = EmergencyThrottle.NONE.allow(READ, NOW).next();

        assertThat(throttle.allow(READ, NOW).next()).isSameAs(throttle);
    }
}
