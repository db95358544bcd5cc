package io.quorate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayCheckTest {

    private static ReplayCheck check(long highest, long deletedTo, long from) {
        return new ReplayCheck(StreamState.stored(1, highest, deletedTo), from);
    }

    @Test
    void acceptsARowAfterItsPredecessorToTheEnd() {
        ReplayCheck check = check(3, 0, 1);
        assertThat(check.next(1, 0)).isEmpty();
        assertThat(check.next(2, 1)).isEmpty();
        assertThat(check.next(3, 2)).isEmpty();
        assertThat(check.end(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void acceptsTheHoleThatARejectionLeft() {
        ReplayCheck check = check(4, 0, 1);
        assertThat(check.next(1, 0)).isEmpty();
        assertThat(check.next(4, 1)).isEmpty();
        assertThat(check.end(4)).isEmpty();
    }

    @Test
    void acceptsAStartInsideAHole() {
        ReplayCheck check = check(4, 0, 3);
        assertThat(check.next(4, 1)).isEmpty();
    }

    @Test
    void acceptsAStartBehindWhatIsDeleted() {
        ReplayCheck check = check(9, 5, 6);
        assertThat(check.next(6, 5)).isEmpty();
    }

    @Test
    void acceptsAnEndBeforeTheLast() {
        ReplayCheck check = check(9, 0, 1);
        assertThat(check.next(1, 0)).isEmpty();
        assertThat(check.end(1)).isEmpty();
    }

    @Test
    void acceptsNothingWhenNothingWasAskedFor() {
        assertThat(check(9, 9, 10).end(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void findsAMissingRow() {
        ReplayCheck check = check(3, 0, 1);
        assertThat(check.next(1, 0)).isEmpty();
        assertThat(check.next(3, 2)).hasValueSatisfying(text -> assertThat(text).contains("number 2, is missing"));
    }

    @Test
    void findsAMissingFirstRow() {
        assertThat(check(3, 0, 1).next(2, 1)).isPresent();
    }

    @Test
    void findsAMissingLastRow() {
        ReplayCheck check = check(3, 0, 1);
        assertThat(check.next(1, 0)).isEmpty();
        assertThat(check.next(2, 1)).isEmpty();
        assertThat(check.end(3)).hasValueSatisfying(text -> assertThat(text).contains("number 3"));
    }
}
