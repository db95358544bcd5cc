package io.quorate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterFilterTest {

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "db1:3306, true",
        "shop, true",
        "alias=shop, true",
        "alias=sho, false",
        "alias~=^sh, true",
        "alias~=^db, false",
        "^db[0-9], true",
        "^b1, false",
        "pay, false",
        "'', false",
        "[, false",
        "alias~=[, false",
    })
    void coversAClusterByNameAliasOrPattern(String entry, boolean covered) {
        assertThat(ClusterFilter.of(List.of(entry)).covers("db1:3306", "shop")).isEqualTo(covered);
    }

    @Test
    void coversNothingWithoutEntriesAndAnythingWithOneThatFits() {
        assertThat(ClusterFilter.of(List.of()).covers("db1:3306", "shop")).isFalse();
        assertThat(ClusterFilter.of(List.of("pay", "shop")).covers("db1:3306", "shop"))
                .isTrue();
    }

    @Test
    void keepsTheEntriesAsTheyWereWritten() {
        assertThat(ClusterFilter.of(List.of("[", "*")).entries()).containsExactly("[", "*");
    }
}
