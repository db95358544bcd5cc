package io.quorate.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.statemachine.KeyValueChange.Condition;
import io.quorate.statemachine.KeyValueChange.PutKeyValues;
import io.quorate.statemachine.KeyValueChange.WriteKeyValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyValuesTest {

    private ClusterState state = ClusterState.EMPTY;

    private Outcome apply(Change change) {
        Transition transition = change.applyTo(state);
        state = transition.state();
        return transition.outcome();
    }

    private Outcome put(String key, String value) {
        return apply(new PutKeyValues(new TreeMap<>(Map.of(key, value))));
    }

    private static WriteKeyValues putIf(Condition condition, String value) {
        return new WriteKeyValues(
                List.of(condition), new TreeMap<>(Map.of(condition.key(), value)), Collections.emptyNavigableSet());
    }

    private static WriteKeyValues delete(String key, Condition... conditions) {
        return new WriteKeyValues(List.of(conditions), Collections.emptyNavigableMap(), new TreeSet<>(List.of(key)));
    }

    private static String reason(Outcome outcome) {
        return outcome.fold(id -> "done", why -> why);
    }

    @Test
    void eachWriteHasARevisionAndAKeyTheOneThatWroteItLast() {
        assertThat(put("a", "1")).isEqualTo(new Outcome.Done(1));
        assertThat(put("b", "1")).isEqualTo(new Outcome.Done(2));
        assertThat(put("a", "2")).isEqualTo(new Outcome.Done(3));
        assertThat(state.keyValues().version("a")).isEqualTo(3);
        assertThat(state.keyValues().version("b")).isEqualTo(2);
        assertThat(state.keyValues().version("c")).isZero();
    }

    @Test
    void aConditionThatDoesNotHoldChangesNothingAndSaysWhy() {
        put("a", "1");
        assertThat(reason(apply(putIf(Condition.version("a", 7), "2"))))
                .isEqualTo("key 'a' has version 1, expected version 7");
        assertThat(reason(apply(putIf(Condition.absent("a"), "2"))))
                .isEqualTo("key 'a' has version 1, expected it to be absent");
        assertThat(reason(apply(putIf(Condition.value("a", "0"), "2"))))
                .isEqualTo("key 'a' has version 1, expected another value");
        assertThat(reason(apply(delete("a", Condition.version("b", 1)))))
                .isEqualTo("key 'b' is absent, expected version 1");
        assertThat(state.keyValues().get("a")).contains("1");
        assertThat(state.keyValues().revision()).isEqualTo(1);
    }

    @Test
    void aConditionThatHoldsLetsTheWriteThrough() {
        assertThat(apply(putIf(Condition.absent("a"), "1")).isDone()).isTrue();
        assertThat(apply(putIf(Condition.version("a", 1), "2")).isDone()).isTrue();
        assertThat(apply(putIf(Condition.value("a", "2"), "3")).isDone()).isTrue();
        assertThat(apply(delete("a", Condition.value("a", "3"))).isDone()).isTrue();
        assertThat(state.keyValues().get("a")).isEmpty();
    }

    @Test
    void deletingWhatIsAbsentIsNoErrorAndNoWrite() {
        put("a", "1");
        assertThat(apply(delete("b"))).isEqualTo(new Outcome.Done(1));
        assertThat(state.keyValues().revision()).isEqualTo(1);
    }

    @Test
    void whatIsTooLongIsRefusedByName() {
        assertThat(reason(put("k".repeat(513), "v"))).endsWith("…' is longer than 512 bytes");
        assertThat(put("k".repeat(512), "v").isDone()).isTrue();
        assertThat(reason(put("\u20ac".repeat(171), "v"))).contains("is longer than 512 bytes");
        assertThat(reason(put("k", "v".repeat(512 * 1024 + 1))))
                .isEqualTo("the value of key 'k' is longer than 524288 bytes");
        assertThat(put("k", "v".repeat(512 * 1024)).isDone()).isTrue();
        assertThat(reason(put("", "v"))).isEqualTo("a key must not be empty");
    }

    @Test
    void listsKeysByWhatTheyBeginWith() {
        for (String key : List.of("a", "a/", "a/1", "a/2", "a0", "b", "a/\uffff")) {
            put(key, "x");
        }
        assertThat(state.keyValues().withPrefix("a/").keySet()).containsExactly("a/", "a/1", "a/2", "a/\uffff");
        assertThat(state.keyValues().withPrefix("")).hasSize(7);
        assertThat(state.keyValues().withPrefix("a/\uffff").keySet()).containsExactly("a/\uffff");
        assertThat(state.keyValues().withPrefix("c")).isEmpty();
    }

    @Test
    void tellsWhatWasWrittenSinceARevision() {
        put("a", "1");
        put("b", "2");
        apply(delete("a"));
        assertThat(state.keyValues().since(1).orElseThrow())
                .containsExactly(new KeyWrite(2, "b", Optional.of("2")), new KeyWrite(3, "a", Optional.empty()));
        assertThat(state.keyValues().since(3).orElseThrow()).isEmpty();
        assertThat(state.keyValues().since(4)).isEmpty();
    }

    @Test
    void saysSoWhenWritesAreForgottenRatherThanSkipSome() {
        for (int i = 0; i < 10_000; i++) {
            put("k" + i % 10, Integer.toString(i));
            if (i % 777 == 0) {
                for (long seen : List.of(0L, i / 2L, i - 2_000L, (long) i)) {
                    state.keyValues()
                            .since(Math.max(0, seen))
                            .ifPresent(writes -> assertThat(writes)
                                    .extracting(KeyWrite::revision)
                                    .hasSize((int) (state.keyValues().revision() - Math.max(0, seen)))
                                    .isSorted());
                }
            }
        }
        assertThat(state.keyValues().since(0)).isEmpty();
        assertThat(state.keyValues().since(8_000)).isPresent();
    }

    @Test
    void knowsAfterARestoreOnlyWhatComesLater() {
        put("a", "1");
        state = StateCodec.decodeState(StateCodec.encode(state));
        assertThat(state.keyValues().since(0)).isEmpty();
        assertThat(state.keyValues().since(1).orElseThrow()).isEmpty();
        put("b", "2");
        assertThat(state.keyValues().since(1).orElseThrow()).containsExactly(new KeyWrite(2, "b", Optional.of("2")));
    }

    @Test
    void behavesAsAnOrdinaryMapWouldThroughRandomWrites() {
        long seed = 20_261_121L;
        Random random = new Random(seed);
        TreeMap<String, String> model = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            String key = "k" + random.nextInt(500);
            if (random.nextInt(3) == 0) {
                model.remove(key);
                apply(delete(key));
            } else {
                String value = "v" + i + "\u00e9".repeat(random.nextInt(3));
                model.put(key, value);
                put(key, value);
            }
        }
        assertThat(state.keyValues().pairs()).as("seed %s", seed).isEqualTo(model);
        assertThat(StateCodec.decodeState(StateCodec.encode(state)))
                .as("seed %s", seed)
                .isEqualTo(state);
    }

    @Test
    void anOldStateStaysWhatItWas() {
        List<ClusterState> old = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            put("k" + i, "v");
            old.add(state);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(old.get(i).keyValues().size()).isEqualTo(i + 1);
        }
    }

    @Test
    void aTruncatedChangeIsRefusedWithASentence() {
        byte[] whole = StateCodec.encode(new PutKeyValues(new TreeMap<>(Map.of("key", "value"))));
        for (int length = 1; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> StateCodec.decodeChange(part))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot decode " + length + " bytes");
        }
    }
}
