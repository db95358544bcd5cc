package io.quorate.recovery.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.model.InstanceKey;
import io.quorate.model.Topologies;
import org.junit.jupiter.api.Test;

/** Who comes first when nothing but the replicas themselves is looked at; the number orders their progress. */
class FirstChoiceTest {

    private static final String SIX = """
            db1 primary refused
            + i710 gtid=1-710
            + i720 gtid=1-720
            + i730 gtid=1-730
            + i810 gtid=1-810
            + i820 gtid=1-820
            + i830 gtid=1-830
            """;

    @Test
    void theMostAdvancedReplicaLeadsAndFiveFollow() {
        RecoveryPlan plan = plan(SIX);
        assertThat(plan.successor()).isEqualTo(key("i830"));
        assertThat(plan.following().servers()).hasSize(5);
        assertThat(plan.lost()).isEmpty();
    }

    @Test
    void aServerThatCannotFeedReplicasIsPassedOver() {
        RecoveryPlan plan = plan(SIX.replace("i830", "i830 no-log-updates").replace("i820", "i820 no-binlog"));
        assertThat(plan.successor()).isEqualTo(key("i810"));
        assertThat(plan.lost().keySet()).containsExactly(key("i820"), key("i830"));
        assertThat(plan.following().servers()).hasSize(3);
        assertThat(plan.lossNotes())
                .containsExactly(
                        "20 transactions that i830:3306 received cannot be had from it and stay there",
                        "10 transactions that i820:3306 received cannot be had from it and stay there");
    }

    @Test
    void aServerOfALaterVersionThanMostIsPassedOver() {
        RecoveryPlan plan = plan("* version=5.6.40\n" + SIX.replace("i830", "i830 version=5.7.22"));
        assertThat(plan.successor()).isEqualTo(key("i820"));
        assertThat(plan.lost().keySet()).containsExactly(key("i830"));
    }

    @Test
    void whenMostAreOfTheLaterVersionTheOlderOnesAreLeftBehind() {
        RecoveryPlan plan = plan("* version=5.7.22\n"
                + SIX.replace("i710", "i710 version=5.6.40").replace("i720", "i720 version=5.6.40"));
        assertThat(plan.successor()).isEqualTo(key("i830"));
        assertThat(plan.lost().keySet()).containsExactly(key("i710"), key("i720"));
        assertThat(plan.lost().get(key("i710"))).isEqualTo("i710:3306 (5.6) is older than i830:3306 (5.7)");
    }

    @Test
    void aTieOfVersionsIsWonByTheLower() {
        String half = SIX.replace("i830", "i830 version=5.7.22")
                .replace("i820", "i820 version=5.7.22")
                .replace("i810", "i810 version=5.7.22");
        assertThat(plan("* version=5.6.40\n" + half).successor()).isEqualTo(key("i730"));
    }

    @Test
    void aTieOfLogFormatsIsWonByTheSmaller() {
        String half = SIX.replace("i830", "i830 format=ROW")
                .replace("i820", "i820 format=ROW")
                .replace("i810", "i810 format=ROW");
        assertThat(plan("* format=STATEMENT\n" + half).successor()).isEqualTo(key("i730"));
    }

    @Test
    void mustNotIsBanned() {
        RecoveryPlan plan = plan(SIX.replace("i830", "i830 rule=must_not"));
        assertThat(plan.successor()).isEqualTo(key("i820"));
        assertThat(plan.lost()).isEmpty();
        assertThat(plan.verdicts())
                .extracting(CandidateVerdict::describe)
                .contains("i830:3306 is not promoted: its promotion rule is must_not");
    }

    @Test
    void progressComesBeforeThePromotionRule() {
        String text = SIX.replace("i830", "i830 rule=prefer_not");
        Contenders contenders = contenders(text);
        assertThat(FirstChoice.sort(contenders.all(), contenders, io.quorate.model.Place.UNKNOWN))
                .first()
                .extracting(Contender::key)
                .isEqualTo(key("i830"));
    }

    @Test
    void amongEqualsTheRuleDecides() {
        String equal = """
                db1 primary refused
                + a rule=prefer_not
                + b rule=neutral
                + c rule=prefer
                + d rule=must
                """;
        assertThat(plan(equal).successor()).isEqualTo(key("d"));
        assertThat(plan(equal.replace("+ d rule=must\n", "")).successor()).isEqualTo(key("c"));
        assertThat(plan("db1 primary refused\n+ a rule=prefer_not\n+ b").successor())
                .isEqualTo(key("b"));
    }

    @Test
    void amongEqualsTheLowerVersionAndTheSameDataCenterDecide() {
        assertThat(
                        plan("db1 primary refused\n+ a version=8.0.31\n+ b version=5.7.22\n+ c version=8.0.31\n+ d version=5.7.22")
                                .successor())
                .isEqualTo(key("b"));
        assertThat(plan("db1 primary refused dc=ny\n+ a dc=sf\n+ b dc=ny").successor())
                .isEqualTo(key("b"));
    }

    private static RecoveryPlan plan(String text) {
        return Plans.plan(text, RecoveryPolicy.DEFAULT);
    }

    private static Contenders contenders(String text) {
        return Plans.contenders(text);
    }

    private static InstanceKey key(String name) {
        return Topologies.key(name);
    }
}
