package io.quorate.raft.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTest {

    static Entry entry(long index, long term) {
        return new Entry(index, term, 0, new Entry.Command(Optional.empty(), Bytes.EMPTY));
    }

    static Log log(long... terms) {
        List<Entry> entries = new ArrayList<>();
        for (long term : terms) {
            entries.add(entry(entries.size() + 1, term));
        }
        return Log.EMPTY.append(entries);
    }

    @Test
    void olderViewsStayAsTheyWere() {
        Log three = log(1, 1, 2);
        Log four = three.append(List.of(entry(4, 2)));
        Log cut = four.truncate(3);
        Log other = cut.append(List.of(entry(3, 5)));
        assertThat(three.lastIndex()).isEqualTo(3);
        assertThat(four.termAt(3)).hasValue(2);
        assertThat(four.termAt(4)).hasValue(2);
        assertThat(cut.lastIndex()).isEqualTo(2);
        assertThat(other.termAt(3)).hasValue(5);
        assertThat(other.termAt(4)).isEmpty();
    }

    @Test
    void twoContinuationsOfOneViewDoNotMeet() {
        Log base = log(1);
        Log one = base.append(List.of(entry(2, 1)));
        Log two = base.append(List.of(entry(2, 9)));
        assertThat(one.termAt(2)).hasValue(1);
        assertThat(two.termAt(2)).hasValue(9);
    }

    @Test
    void droppingKeepsTheTermOfThePlaceBefore() {
        Log rest = log(1, 1, 2, 3).dropBefore(4);
        assertThat(rest.firstIndex()).isEqualTo(4);
        assertThat(rest.termAt(3)).hasValue(2);
        assertThat(rest.termAt(2)).isEmpty();
        assertThat(rest.matches(3, 2)).isTrue();
        assertThat(rest.bytes(1, 4)).isEqualTo(Entry.OVERHEAD_BYTES);
        assertThat(log(1).dropBefore(2).isEmpty()).isTrue();
    }

    @Test
    void appendingHundredThousandsIsNoMatter() {
        Log log = Log.EMPTY;
        for (int i = 1; i <= 300_000; i++) {
            log = log.append(List.of(entry(i, 1)));
            log = log.dropBefore(Math.max(1, i - 1000));
        }
        assertThat(log.lastIndex()).isEqualTo(300_000);
        assertThat(log.size()).isEqualTo(1001);
    }

    @Test
    void aBatchHasAtLeastOneEntryAndOtherwiseFits() {
        Log log = log(1, 1, 1, 1, 1, 1);
        assertThat(log.batch(2, 3, 1_000_000)).hasSize(3);
        assertThat(log.batch(2, 100, 1)).hasSize(1);
        assertThat(log.batch(7, 3, 1000)).isEmpty();
        assertThat(log.batch(1, 100, 2L * Entry.OVERHEAD_BYTES)).hasSizeBetween(1, 2);
    }

    @Test
    void refusesWhatDoesNotContinueIt() {
        assertThatThrownBy(() -> log(1).append(List.of(entry(3, 1)))).hasMessageContaining("cannot follow entry 1");
        assertThatThrownBy(() -> log(2).append(List.of(entry(2, 1)))).hasMessageContaining("cannot follow");
        assertThatThrownBy(() -> log(1, 1).dropBefore(3).truncate(2)).hasMessageContaining("cannot cut at 2");
        assertThatThrownBy(() -> log(1).entry(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"8, 9, 8", "8, 6, 8", "8, 5, 6", "8, 4, 5", "3, 9, 3", "8, 1, 3", "8, 0, 0", "99, 9, 8"})
    void findsTheLastPlaceThatMayMatch(long index, long term, long expected) {
        assertThat(log(1, 1, 1, 4, 4, 5, 6, 6).lastWithTermAtMost(index, term)).isEqualTo(expected);
    }
}
