package io.quorate.raft.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Histories whose verdict is known. */
class LinearizabilityCheckerTest {

    private final List<Operation> history = new ArrayList<>();

    @Test
    void acceptsOperationsOneAfterTheOther() {
        write("x", 0, 1);
        read("x", 2, 3);
        cas("x", "y", 4, 5, true);
        read("y", 6, 7);
        cas("x", "z", 8, 9, false);
        delete(10, 11);
        readNothing(12, 13);
        assertThat(verdict().isLinearizable()).isTrue();
    }

    @Test
    void acceptsAReadOfEitherValueWhileAWriteIsOpen() {
        write("x", 0, 1);
        write("y", 2, 9);
        read("x", 3, 4);
        read("y", 5, 6);
        assertThat(verdict().isLinearizable()).isTrue();
    }

    @Test
    void refusesAStaleReadAfterTheWriteReturned() {
        write("x", 0, 1);
        write("y", 2, 3);
        read("x", 4, 5);
        assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void refusesToGoBackToTheOldValueWhileTheWriteIsStillOpen() {
        write("x", 0, 1);
        write("y", 2, 9);
        read("y", 3, 4);
        read("x", 5, 6);
        assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void countsIntervalsThatTouchAsConcurrent() {
        write("x", 0, 1);
        write("y", 2, 5);
        read("x", 5, 6);
        assertThat(verdict().isLinearizable()).isTrue();
    }

    @Test
    void refusesALostWrite() {
        write("x", 0, 1);
        readNothing(2, 3);
        assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void refusesTwoSwapsFromTheSameValue() {
        write("x", 0, 1);
        cas("x", "y", 2, 8, true);
        cas("x", "z", 3, 9, true);
        assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void refusesASwapThatFailedAlthoughItMustHaveMatched() {
        write("x", 0, 1);
        cas("x", "y", 2, 3, false);
        assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void letsAnUnknownWriteHappenLaterOrNever() {
        write("x", 0, 1);
        unknownWrite("y", 2, 3);
        read("x", 4, 5);
        read("y", 6, 7);
        assertThat(verdict().isLinearizable()).isTrue();
        history.remove(3);
        assertThat(verdict().isLinearizable()).isTrue();
    }

    @Test
    void refusesAnUnknownWriteThatHappensTwice() {
        write("x", 0, 1);
        unknownWrite("y", 2, 3);
        read("y", 4, 5);
        write("z", 6, 7);
        read("y", 8, 9);
        assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void refusesAValueThatWasCertainlyNotWritten() {
        history.add(operation(Operation.Kind.WRITE, 0, 1, "y", Operation.Result.NO, Optional.empty()));
        read("y", 2, 3);
        assertThat(verdict()).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void looksAtEachKeyByItself() {
        write("x", 0, 1);
        history.add(new Operation(
                99,
                "c",
                "n",
                Operation.Kind.READ,
                "other",
                Optional.empty(),
                Optional.empty(),
                2,
                3,
                Operation.Result.OK,
                Optional.empty(),
                true));
        assertThat(verdict().isLinearizable()).isTrue();
    }

    @Test
    void printsTheShortestBeginningThatFails() {
        write("x", 0, 1);
        write("y", 2, 3);
        write("w", 5, 50);
        read("x", 6, 7);
        for (int i = 0; i < 20; i++) {
            read("w", 100 + 2 * i, 101 + 2 * i);
        }
        assertThat(verdict())
                .asInstanceOf(InstanceOfAssertFactories.type(Verdict.NotLinearizable.class))
                .satisfies(failure -> assertThat(failure.prefix()).hasSize(4))
                .asString()
                .contains("key k", "read -> x", "write w UNKNOWN");
    }

    @Test
    void saysSoWhenTheSearchIsTooLong() {
        for (int i = 0; i < 24; i++) {
            unknownWrite("u" + i, 0, 1);
        }
        for (int i = 0; i < 12; i++) {
            read("u" + (i % 6), 2 + 2 * i, 3 + 2 * i);
        }
        read("never", 100, 101);
        assertThat(new LinearizabilityChecker(10_000).check(history)).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void acceptsWhateverARealRegisterAnswers() {
        for (long seed = 0; seed < 200; seed++) {
            List<Operation> real = RegisterHistories.random(new SplittableRandom(seed), 60, 4);
            assertThat(new LinearizabilityChecker().check(real))
                    .as("seed %d", seed)
                    .isInstanceOf(Verdict.Linearizable.class);
        }
    }

    @Test
    void agreesWithTryingAllOrdersOnSmallHistories() {
        int refused = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            List<Operation> small = RegisterHistories.careless(new SplittableRandom(seed), 6);
            boolean expected = AllOrders.explain(small);
            refused += expected ? 0 : 1;
            assertThat(new LinearizabilityChecker().check(small).isLinearizable())
                    .as("seed %d: %s", seed, small)
                    .isEqualTo(expected);
        }
        assertThat(refused).isBetween(400, 1_600);
    }

    private Verdict verdict() {
        return new LinearizabilityChecker().check(history);
    }

    private void write(String value, long call, long returned) {
        history.add(operation(Operation.Kind.WRITE, call, returned, value, Operation.Result.OK, Optional.empty()));
    }

    private void unknownWrite(String value, long call, long returned) {
        history.add(operation(Operation.Kind.WRITE, call, returned, value, Operation.Result.UNKNOWN, Optional.empty()));
    }

    private void delete(long call, long returned) {
        history.add(operation(Operation.Kind.DELETE, call, returned, "", Operation.Result.OK, Optional.empty()));
    }

    private void read(String value, long call, long returned) {
        history.add(operation(Operation.Kind.READ, call, returned, "", Operation.Result.OK, Optional.of(value)));
    }

    private void readNothing(long call, long returned) {
        history.add(operation(Operation.Kind.READ, call, returned, "", Operation.Result.OK, Optional.empty()));
    }

    private void cas(String expected, String value, long call, long returned, boolean applied) {
        history.add(new Operation(
                history.size(),
                "c",
                "n",
                Operation.Kind.CAS,
                "k",
                Optional.of(value),
                Optional.of(expected),
                call,
                returned,
                Operation.Result.OK,
                Optional.empty(),
                applied));
    }

    private Operation operation(
            Operation.Kind kind,
            long call,
            long returned,
            String value,
            Operation.Result result,
            Optional<String> read) {
        return new Operation(
                history.size(),
                "c",
                "n",
                kind,
                "k",
                kind == Operation.Kind.WRITE ? Optional.of(value) : Optional.empty(),
                Optional.empty(),
                call,
                returned,
                result,
                read,
                true);
    }
}
