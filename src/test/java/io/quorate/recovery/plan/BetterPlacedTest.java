package io.quorate.recovery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.Topologies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who takes the place of the most advanced replica (db4) when the primary (db3) has died; db6 has no binary log. */
class BetterPlacedTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            trivial,                    ny,      ny,      ny,      ny,      seattle, -,          -,       -,      -,      db4
            candidate-same-dc,          seattle, seattle, seattle, seattle, seattle, -,          -,       -,      prefer, db7
            candidate-different-dc,     ny,      seattle, seattle, ny,      seattle, -,          -,       -,      prefer, db7
            different-dc,               ny,      seattle, seattle, ny,      seattle, -,          prefer,  -,      -,      db5
            ignore-no-binlog,           ny,      ny,      ny,      ny,      ny,      -,          -,       prefer, -,      db4
            is-candidate,               seattle, seattle, seattle, seattle, seattle, prefer,     prefer,  prefer, prefer, db4
            multiple-candidates,        ny,      seattle, ny,      seattle, seattle, -,          prefer,  -,      prefer, db5
            multiple-candidates-2,      ny,      seattle, seattle, seattle, ny,      -,          prefer,  -,      prefer, db7
            prefer-not,                 ny,      seattle, seattle, seattle, ny,      prefer_not, neutral, -,      neutral, db7
            prefer-not-2,               seattle, ny,      ny,      seattle, sf,      prefer_not, neutral, -,      neutral, db5
            prefer-not-but-nobody-else, ny,      ny,      ny,      ny,      ny,      prefer_not, prefer_not, -,   prefer_not, db4
            """)
    void takesThePlace(
            String scenario,
            String dc3,
            String dc4,
            String dc5,
            String dc6,
            String dc7,
            String rule4,
            String rule5,
            String rule6,
            String rule7,
            String expected) {
        String text = """
                * version=5.7.22 env=prod
                db3 primary refused dc=%s gtid=1-100
                + db4 dc=%s gtid=1-100 %s
                + db5 dc=%s gtid=1-90 %s
                + db6 dc=%s gtid=1-90 no-binlog %s
                + db7 dc=%s gtid=1-90 %s
                """.formatted(dc3, dc4, rule(rule4), dc5, rule(rule5), dc6, rule(rule6), dc7, rule(rule7));
        assertThat(Plans.plan(text, RecoveryPolicy.DEFAULT).successor())
                .as(scenario)
                .isEqualTo(Topologies.key(expected));
    }

    private static String rule(String word) {
        return word.equals("-") ? "" : "rule=" + word;
    }
}
