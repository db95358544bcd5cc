package io.quorate.model.gtid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleGtidSetTest {

    private static final String A = "230ea8ea-81e3-11e4-972a-e25ec4bd140a";
    private static final String B = "316d193c-70e5-11e5-adb2-ecf4bb2262ff";
    private static final String C = "f21f5c0d-70e5-11e5-adb2-ecf4bb2262ff";

    @Test
    void readsAndPrintsTheTextOfAServer() {
        String text = A + ":1-10539,\n" + B + ":1-8935:8984-6124596,\n" + C + ":1-56";
        OracleGtidSet set = set(text);

        assertThat(set).hasToString(text);
        assertThat(set.toLine()).isEqualTo(text.replace("\n", ""));
        assertThat(set.count()).isEqualTo(10539 + 8935 + (6124596 - 8984 + 1) + 56);
        assertThat(set.sourceUuids()).containsExactly(UUID.fromString(A), UUID.fromString(B), UUID.fromString(C));
    }

    @Test
    void blankTextIsTheEmptySet() {
        for (String text : List.of("", " ", "\n", " , ,\n")) {
            assertThat(set(text)).isEqualTo(OracleGtidSet.empty()).hasToString("");
            assertThat(set(text).isEmpty()).isTrue();
        }
    }

    @Test
    void mergesSortsAndLowersTheCase() {
        assertThat(set(B.toUpperCase(Locale.ROOT) + " : 7 - 9 : 1 : 2-6 : 12 ,\n" + A + ":5," + A + ":4-5"))
                .hasToString(A + ":4-5,\n" + B + ":1-9:12");
    }

    @Test
    void keepsTagsApartAndPrintsThemAfterTheUntagged() {
        OracleGtidSet set = set(A + ":tag2:7:MyTag:1-3:1-13," + A + ":mytag:2-4," + A + ":1-13");

        assertThat(set).hasToString(A + ":1-13:mytag:1-13:tag2:7");
        assertThat(set.contains(set(A + ":tag2:7"))).isTrue();
        assertThat(set.contains(set(A + ":tag3:7"))).isFalse();
        assertThat(set(A + ":mytag:1")).hasToString(A + ":mytag:1");
        assertThat(set.sources()).extracting(GtidSource::tag).containsExactly("", "mytag", "tag2");
    }

    @Test
    void holdsTheLargestSequence() {
        OracleGtidSet all = set(A + ":1-9223372036854775806");

        assertThat(all.count()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(all.union(set(B + ":1-9223372036854775806")).count()).isEqualTo(Long.MAX_VALUE);
        assertThat(all.subtract(set(A + ":1-9223372036854775805"))).hasToString(A + ":9223372036854775806");
        assertThat(set(A + ":9223372036854775806:1").union(set(A + ":2-9223372036854775805")))
                .isEqualTo(all);
    }

    @Test
    void subtractsUnitesAndIntersects() {
        OracleGtidSet left = set(A + ":1-10:20-30," + B + ":1-5");
        OracleGtidSet right = set(A + ":3-4:8-22:29," + C + ":1");

        assertThat(left.subtract(right)).hasToString(A + ":1-2:5-7:23-28:30,\n" + B + ":1-5");
        assertThat(left.union(right)).hasToString(A + ":1-30,\n" + B + ":1-5,\n" + C + ":1");
        assertThat(left.intersect(right)).hasToString(A + ":3-4:8-10:20-22:29");
        assertThat(left.countBeyond(right)).isEqualTo(2 + 3 + 6 + 1 + 5);
    }

    @Test
    void filtersByUuidWithAllItsTags() {
        OracleGtidSet set = set(A + ":1:t:1," + B + ":1");

        assertThat(set.without(UUID.fromString(A))).hasToString(B + ":1");
        assertThat(set.without(Set.of(UUID.fromString(A), UUID.fromString(B)))).isEqualTo(OracleGtidSet.empty());
        assertThat(set.onlyUuids(Set.of(UUID.fromString(A)))).hasToString(A + ":1:t:1");
    }

    @Test
    void explodesUpToALimit() {
        OracleGtidSet set = set(A + ":1-3:7:tag:2");

        assertThat(set.explode(5).orElseThrow())
                .extracting(Gtid::toString)
                .containsExactly(A + ":1", A + ":2", A + ":3", A + ":7", A + ":tag:2");
        assertThat(set.explode(4)).isEmpty();
        assertThat(OracleGtidSet.empty().explode(0)).contains(List.of());
    }

    @Test
    void tellsWhoIsAhead() {
        assertThat(set(A + ":1-5").order(set(A + ":1-5"))).isEqualTo(GtidOrder.EQUAL);
        assertThat(set(A + ":1-5").order(set(A + ":1-4"))).isEqualTo(GtidOrder.AHEAD);
        assertThat(set(A + ":1-5").order(set(A + ":1-5," + B + ":1"))).isEqualTo(GtidOrder.BEHIND);
        assertThat(set(A + ":1-5").order(set(A + ":2-6"))).isEqualTo(GtidOrder.DIVERGED);
        assertThat(set(A + ":1-5").order(set(""))).isEqualTo(GtidOrder.AHEAD);
        assertThat(set(A + ":1-5").order(MariaDbGtidSet.parse("0-1-5"))).isEqualTo(GtidOrder.DIVERGED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            230ea8ea-81e3-11e4-972a-e25ec4bd140            | 0
            230ea8ea-81e3-11e4-972a-e25ec4bd140g:1         | 35
            230ea8ea_81e3-11e4-972a-e25ec4bd140a:1         | 8
            230ea8ea-81e3-11e4-972a-e25ec4bd140a           | 36
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:          | 37
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:0         | 37
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:1-        | 39
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:5-3       | 39
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:-5        | 37
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:1 2       | 39
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:tag       | 40
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:t-g:1     | 38
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:9223372036854775807                  | 37
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:99999999999999999999999999           | 37
            230ea8ea-81e3-11e4-972a-e25ec4bd140a:a23456789012345678901234567890123:1  | 37
            0-1-100                                        | 0
            """)
    void refusesWhatIsNoSetAndNamesThePlace(String text, int position) {
        GtidSyntaxException refused = catchThrowableOfType(GtidSyntaxException.class, () -> OracleGtidSet.parse(text));

        assertThat(refused.position()).isEqualTo(position);
        assertThat(refused).hasMessageContaining("character " + (position + 1)).hasMessageContaining("expected");
        assertThat(OracleGtidSet.tryParse(text)).isEmpty();
    }

    @Test
    void readsAUuidOrNothing() {
        assertThat(GtidSource.parseUuid(A)).contains(UUID.fromString(A));
        assertThat(GtidSource.parseUuid("AUTOMATIC")).isEmpty();
        assertThat(GtidSource.parseUuid("")).isEmpty();
        assertThat(GtidSource.parseUuid(A + "0")).isEmpty();
    }

    private static OracleGtidSet set(String text) {
        return OracleGtidSet.parse(text);
    }
}
