package io.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.cluster.LeaderAnswers.Said;
import io.quorate.cluster.LeaderAnswers.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderAnswersTest {

    @Test
    void findsAnAnswerWithinTheTimeOfAnotherLeader() {
        Said before = yes(0, 10, 11);
        Said after = yes(0, 20, 21);
        Said between = yes(1, 12, 19);

        assertThat(answers(List.of(before, after), List.of(no(1, 1, 2), between))
                        .firstViolation())
                .contains(new Violation(before, after, between));
    }

    @Test
    void letsLeadershipPassFromOneToTheNext() {
        assertThat(answers(
                                List.of(yes(0, 10, 11), no(0, 20, 21), no(0, 30, 31)),
                                List.of(no(1, 10, 11), yes(1, 19, 22), yes(1, 30, 31)))
                        .firstViolation())
                .isEmpty();
    }

    @Test
    void provesNothingFromAnswersThatOverlap() {
        assertThat(answers(List.of(yes(0, 10, 13), yes(0, 20, 21)), List.of(yes(1, 12, 18)))
                        .firstViolation())
                .as("the first was perhaps asked before")
                .isEmpty();
        assertThat(answers(List.of(yes(0, 10, 11), yes(0, 15, 21)), List.of(yes(1, 12, 18)))
                        .firstViolation())
                .as("the second perhaps after")
                .isEmpty();
    }

    @Test
    void provesNothingWhereTheSureOneSaidNoInBetween() {
        assertThat(answers(List.of(yes(0, 10, 11), no(0, 14, 15), yes(0, 20, 21)), List.of(yes(1, 12, 13)))
                        .firstViolation())
                .isEmpty();
    }

    @Test
    void measuresTheLongestTimeWithoutALeader() {
        LeaderAnswers answers =
                answers(List.of(yes(0, 10, 11), no(0, 20, 21)), List.of(yes(1, 90, 95), yes(1, 99, 100)));
        assertThat(answers.longestGap()).isEqualTo(84);
        assertThat(answers.positive()).isEqualTo(3);
    }

    private static LeaderAnswers answers(List<Said> first, List<Said> second) {
        return new LeaderAnswers(List.of(first, second));
    }

    private static Said yes(int node, long call, long returned) {
        return new Said(node, call, returned, true);
    }

    private static Said no(int node, long call, long returned) {
        return new Said(node, call, returned, false);
    }
}
