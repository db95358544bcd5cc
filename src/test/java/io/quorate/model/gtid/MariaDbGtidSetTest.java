package io.quorate.model.gtid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariaDbGtidSetTest {

    @Test
    void readsAPositionAndPrintsItByDomain() {
        assertThat(set("1-2-50, 0-1-100")).hasToString("0-1-100,1-2-50");
        assertThat(set("")).isEqualTo(MariaDbGtidSet.empty()).hasToString("");
        assertThat(set("0-1-100,1-2-50").last(1)).contains(new MariaDbGtid(1, 2, 50));
        assertThat(set("0-1-100").last(7)).isEmpty();
        assertThat(set("0-1-100,3-2-50").domainIds()).containsExactly(0L, 3L);
        assertThat(set("0-1-100,1-2-50").count()).isEqualTo(150);
    }

    @Test
    void readsABinaryLogStateWithThePositionLast() {
        MariaDbGtidSet state = set("0-1-140,0-2-90,1-1-5");

        assertThat(state).hasToString("0-2-90,0-1-140,1-1-5");
        assertThat(state.position()).hasToString("0-1-140,1-1-5");
        assertThat(state.heads()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0-1-100        | 0-1-100        | EQUAL
            0-1-101        | 0-1-100        | AHEAD
            0-1-100        | 0-1-101        | BEHIND
            0-2-101        | 0-1-100        | AHEAD
            0-1-100        | 0-2-100        | DIVERGED
            0-1-100,1-1-1  | 0-1-100        | AHEAD
            0-1-100,1-1-1  | 0-1-101        | DIVERGED
            0-1-99,0-2-120 | 0-1-100        | DIVERGED
            0-1-99,0-2-120 | 0-1-99         | AHEAD
            0-1-99,0-2-120 | 0-2-120        | EQUAL
            0-1-99,0-2-120 | 0-1-100,0-2-120| BEHIND
            """)
    void tellsWhoIsAhead(String first, String second, GtidOrder order) {
        assertThat(set(first).order(set(second))).isEqualTo(order);
        assertThat(set(second).order(set(first))).isEqualTo(order.reversed());
    }

    @Test
    void theEmptyPositionIsBehindEverything() {
        assertThat(set("0-1-1").order(set(""))).isEqualTo(GtidOrder.AHEAD);
        assertThat(set("").order(set(""))).isEqualTo(GtidOrder.EQUAL);
        assertThat(set("").order(OracleGtidSet.empty())).isEqualTo(GtidOrder.EQUAL);
    }

    @Test
    void unitesToTheEarliestPositionAfterBoth() {
        assertThat(set("0-1-100,1-1-7").union(set("0-2-110,2-5-1"))).hasToString("0-1-100,0-2-110,1-1-7,2-5-1");
        assertThat(set("0-1-100").union(set("0-1-90"))).hasToString("0-1-100");
        assertThat(set("").union(set(""))).isEqualTo(set(""));
    }

    @Test
    void namesWhatTheOtherLacksAndCountsIt() {
        assertThat(set("0-1-100,1-1-5").subtract(set("0-1-90,1-1-5"))).hasToString("0-1-100");
        assertThat(set("0-1-100,1-1-5").countBeyond(set("0-1-90"))).isEqualTo(15);
        assertThat(set("0-1-100").countBeyond(set("0-2-100"))).isEqualTo(1);
        assertThat(set("0-1-100").countBeyond(set("0-2-101"))).isZero();
        assertThat(set("0-1-100").subtract(OracleGtidSet.empty())).hasToString("0-1-100");
    }

    @Test
    void doesNotMixWithMySql() {
        GtidSet oracle = OracleGtidSet.parse("230ea8ea-81e3-11e4-972a-e25ec4bd140a:1");

        assertThat(set("0-1-1").contains(oracle)).isFalse();
        assertThat(set("").union(oracle)).isEqualTo(oracle);
        assertThat(set("0-1-1").union(OracleGtidSet.empty())).isEqualTo(set("0-1-1"));
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class, () -> set("0-1-1").union(oracle)))
                .hasMessageContaining("MariaDB and MySQL");
        assertThat(GtidSet.parse("0-1-1")).isEqualTo(set("0-1-1"));
        assertThat(GtidSet.parse(oracle.toString())).isEqualTo(oracle);
    }

    @Test
    void leavesOutServersByTheirId() {
        assertThat(set("0-1-100,0-2-110,1-1-7").withoutServers(Set.of(1L))).hasToString("0-2-110");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0-1                     | 3
            0-1-0                   | 4
            -1-5                    | 0
            4294967296-1-5          | 0
            0-4294967296-5          | 2
            0-1-9223372036854775807 | 4
            0-1-5 0-2-6             | 6
            0-1-5,x                 | 6
            """)
    void refusesWhatIsNoPositionAndNamesThePlace(String text, int position) {
        assertThat(catchThrowableOfType(GtidSyntaxException.class, () -> set(text))
                        .position())
                .isEqualTo(position);
        assertThat(MariaDbGtidSet.tryParse(text)).isEmpty();
    }

    @Test
    void containmentIsAPartialOrderAmongPositions() {
        List<MariaDbGtidSet> sets =
                List.of("", "0-1-1", "0-1-2", "0-2-2", "0-2-3", "0-1-2,1-1-1", "0-2-3,1-1-1").stream()
                        .map(MariaDbGtidSet::parse)
                        .toList();
        for (MariaDbGtidSet a : sets) {
            assertThat(a.contains(a)).isTrue();
            for (MariaDbGtidSet b : sets) {
                assertThat(a.contains(b) && b.contains(a)).isEqualTo(a.equals(b));
                assertThat(b.contains(a)).isEqualTo(a.subtract(b).isEmpty());
                assertThat(a.union(b).contains(a)).isTrue();
                sets.stream()
                        .filter(c -> a.contains(b) && b.contains(c))
                        .forEach(c -> assertThat(a.contains(c))
                                .as("%s, %s, %s", a, b, c)
                                .isTrue());
            }
        }
    }

    private static MariaDbGtidSet set(String text) {
        return MariaDbGtidSet.parse(text);
    }
}
