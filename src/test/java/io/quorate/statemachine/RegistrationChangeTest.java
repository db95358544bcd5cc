package io.quorate.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.statemachine.RegistrationChange.AcquireAccessToken;
import io.quorate.statemachine.RegistrationChange.GenerateAccessToken;
import io.quorate.statemachine.RegistrationChange.SubmitPool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RegistrationChangeTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private ClusterState state = ClusterState.EMPTY;

    private String apply(Change change) {
        Transition transition = change.applyTo(state);
        state = transition.state();
        return transition.outcome().fold(id -> "done", why -> why);
    }

    private static <V> V of(Map<String, V> map, String name) {
        return Optional.ofNullable(map.get(name)).orElseThrow();
    }

    private static GenerateAccessToken generate(String token, boolean isReentrant) {
        return new GenerateAccessToken(token, "me", AT, AT.plusSeconds(60), AT.plusSeconds(3600), isReentrant);
    }

    private static SubmitPool pool(String... hosts) {
        TreeSet<InstanceKey> members = new TreeSet<>();
        for (String host : hosts) {
            members.add(new InstanceKey(host, 3306));
        }
        return new SubmitPool("readers", members, AT, AT.plusSeconds(3600));
    }

    @Test
    void aPoolIsWhatWasSubmittedLast() {
        apply(pool("db1", "db2"));
        apply(pool("db3"));
        assertThat(of(state.registrations().pools(), "readers").members())
                .containsExactly(new InstanceKey("db3", 3306));
        apply(pool());
        assertThat(state.registrations().pools()).isEmpty();
    }

    @Test
    void anAccessTokenGivesOneSecretInTime() {
        apply(generate("t", false));
        assertThat(apply(generate("t", false))).isEqualTo("the access token exists already; make another");
        assertThat(apply(new AcquireAccessToken("t", "d1", AT.plusSeconds(5)))).isEqualTo("done");
        assertThat(apply(new AcquireAccessToken("t", "d2", AT.plusSeconds(6))))
                .isEqualTo("the access token was used already");
        Registrations.AccessToken token = of(state.registrations().accessTokens(), "t");
        assertThat(token.admits("d1", AT.plusSeconds(3599))).isTrue();
        assertThat(token.admits("d1", AT.plusSeconds(3600))).isFalse();
        assertThat(token.admits("d2", AT.plusSeconds(10))).isFalse();
    }

    @Test
    void anAccessTokenComesTooLateUnlessReentrant() {
        apply(generate("t", false));
        apply(generate("r", true));
        assertThat(apply(new AcquireAccessToken("t", "d", AT.plusSeconds(60))))
                .isEqualTo("the access token came too late");
        assertThat(apply(new AcquireAccessToken("r", "d1", AT.plusSeconds(9999))))
                .isEqualTo("done");
        assertThat(apply(new AcquireAccessToken("r", "d2", AT.plusSeconds(9999))))
                .isEqualTo("done");
        assertThat(apply(new AcquireAccessToken("x", "d", AT))).isEqualTo("no such access token");
        assertThat(of(state.registrations().accessTokens(), "r").secretDigests())
                .hasSize(2);
    }

    @Test
    void accessTokensAreBounded() {
        for (int i = 0; i < Registrations.MOST_ACCESS_TOKENS + 10; i++) {
            apply(new GenerateAccessToken(
                    "t" + i, "me", AT.plusSeconds(i), AT.plusSeconds(60), AT.plusSeconds(3600), false));
        }
        assertThat(state.registrations().accessTokens())
                .hasSize(Registrations.MOST_ACCESS_TOKENS)
                .doesNotContainKey("t9")
                .containsKey("t10");
    }

    @Test
    void housekeepingRemovesWhatLapsed() {
        apply(pool("db1"));
        apply(generate("t", false));
        apply(generate("r", true));
        apply(new RegistrationChange.RecordInjectedMarker("db1:3306", AT));
        apply(new HousekeepingChange.RemoveLapsed(AT.plusSeconds(3600), AT, AT));
        assertThat(state.registrations().pools()).isEmpty();
        assertThat(state.registrations().injectedMarkers()).isEmpty();
        assertThat(state.registrations().accessTokens().keySet()).containsExactly("r");
    }

    @Test
    void stepsOfRecoveriesAreBounded() {
        RecoveryChange.RecordSteps.Step step = new RecoveryChange.RecordSteps.Step(AT, "x");
        for (int i = 0; i < 41; i++) {
            apply(new RecoveryChange.RecordSteps("u", java.util.Collections.nCopies(1_000, step)));
        }
        assertThat(state.recoveries().steps()).hasSize(RecoveryHistory.MOST_STEPS);
        assertThat(state.recoveries().steps().get(0).id()).isEqualTo(1_001);
        assertThat(List.copyOf(state.recoveries().steps()))
                .last()
                .satisfies(s -> assertThat(s.id()).isEqualTo(41_000));
    }
}
