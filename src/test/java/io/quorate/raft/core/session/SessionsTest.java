package io.quorate.raft.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.RequestId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionsTest {

    @Test
    void theFirstAnswerOfARequestStays() {
        Sessions sessions = Sessions.EMPTY.remember(id("a"), bytes("one"), 5).remember(id("a"), bytes("two"), 6);
        assertThat(sessions.result(id("a"))).contains(bytes("one"));
        assertThat(sessions.result(id("b"))).isEmpty();
    }

    @Test
    void theOldestGoFirstByNumberAndByAge() {
        Sessions sessions = Sessions.limited(2, Duration.ofSeconds(10));
        sessions = sessions.remember(id("a"), bytes("1"), 0).remember(id("b"), bytes("2"), 1);
        assertThat(sessions.remember(id("c"), bytes("3"), 2).result(id("a"))).isEmpty();
        Sessions later = sessions.remember(id("c"), bytes("3"), 10_001);
        assertThat(later.result(id("a"))).isEmpty();
        assertThat(later.result(id("b"))).contains(bytes("2"));
    }

    @Test
    void aJumpOfLogTimeLeavesTheNewerHalf() {
        Sessions sessions = Sessions.limited(4, Duration.ofSeconds(10));
        for (int i = 1; i <= 3; i++) {
            sessions = sessions.remember(id("r" + i), bytes("" + i), i);
        }
        sessions = sessions.remember(id("r4"), bytes("4"), 36_000_000);
        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions.result(id("r3"))).contains(bytes("3"));
    }

    @Test
    void olderVersionsStayAsTheyWere() {
        Sessions before = Sessions.EMPTY.remember(id("a"), bytes("1"), 0);
        Sessions one = before.remember(id("b"), bytes("2"), 1);
        Sessions other = before.remember(id("b"), bytes("3"), 1);
        assertThat(before.result(id("b"))).isEmpty();
        assertThat(one.result(id("b"))).contains(bytes("2"));
        assertThat(other.result(id("b"))).contains(bytes("3"));
    }

    @Test
    void behavesAsABoundedMapOverManyRandomRequests() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Sessions sessions = Sessions.limited(500, Duration.ofDays(1));
        Map<String, Bytes> model = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // "Aa" and "BB" have the same hash: many collisions.
            String key = (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(600);
            Bytes value = bytes("" + i);
            sessions = sessions.remember(id(key), value, i);
            model.putIfAbsent(key, value);
            if (model.size() > 500) {
                model.remove(model.keySet().iterator().next());
            }
        }
        assertThat(sessions.size()).as("seed %d", seed).isEqualTo(model.size());
        for (Map.Entry<String, Bytes> entry : model.entrySet()) {
            assertThat(sessions.result(id(entry.getKey()))).as("seed %d", seed).contains(entry.getValue());
        }
    }

    @Test
    void survivesEncodingAndRefusesDamage() {
        Sessions sessions = Sessions.EMPTY;
        for (int i = 0; i < 100; i++) {
            sessions = sessions.remember(id("client-" + i), bytes("answer " + i), i);
        }
        Bytes encoded = sessions.encode();
        assertThat(Sessions.decode(encoded)).isEqualTo(sessions);
        assertThat(Sessions.decode(encoded).encode()).isEqualTo(encoded);
        Bytes cut = Bytes.owning(Arrays.copyOf(encoded.toArray(), encoded.size() - 3));
        assertThatThrownBy(() -> Sessions.decode(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RequestId id(String text) {
        return new RequestId(text);
    }

    private static Bytes bytes(String text) {
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }
}
