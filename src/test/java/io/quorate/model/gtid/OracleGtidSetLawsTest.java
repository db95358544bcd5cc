package io.quorate.model.gtid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares each operation with the same operation on plain sets of elements, for random sets. */
class OracleGtidSetLawsTest {

    private static final int CASES = 4000;

    private final long seed = Long.getLong("quorate.test.seed", new Random().nextLong());
    private final RandomGtids random = new RandomGtids(new Random(seed), true);

    @Test
    void everyOperationAgreesWithPlainSets() {
        for (int i = 0; i < CASES; i++) {
            String a = random.text();
            String b = random.text();
            check(a, b, "seed %d, case %d: [%s] and [%s]".formatted(seed, i, a, b));
        }
    }

    private static void check(String a, String b, String label) {
        OracleGtidSet left = OracleGtidSet.parse(a);
        OracleGtidSet right = OracleGtidSet.parse(b);
        Set<String> leftElements = RandomGtids.elements(a);
        Set<String> rightElements = RandomGtids.elements(b);
        Set<String> both = new TreeSet<>(leftElements);
        both.retainAll(rightElements);
        Set<String> beyond = new TreeSet<>(leftElements);
        beyond.removeAll(rightElements);
        Set<String> either = new TreeSet<>(leftElements);
        either.addAll(rightElements);

        assertThat(elements(left)).as(label).isEqualTo(leftElements);
        assertThat(elements(left.intersect(right))).as(label).isEqualTo(both);
        assertThat(elements(left.subtract(right))).as(label).isEqualTo(beyond);
        assertThat(elements(left.union(right))).as(label).isEqualTo(either);
        assertThat(left.contains(right)).as(label).isEqualTo(leftElements.containsAll(rightElements));
        assertThat(left.count()).as(label).isEqualTo(leftElements.size());
        assertThat(left.countBeyond(right)).as(label).isEqualTo(beyond.size());
        assertThat(left.equals(right)).as(label).isEqualTo(leftElements.equals(rightElements));
        assertThat(OracleGtidSet.parse(left.toString()))
                .as(label)
                .isEqualTo(left)
                .hasToString(left.toString());
        assertThat(left.union(right)).as(label).isEqualTo(right.union(left)).hasSameHashCodeAs(right.union(left));
        assertThat(right.contains(left))
                .as(label)
                .isEqualTo(left.subtract(right).isEmpty());
    }

    private static Set<String> elements(OracleGtidSet set) {
        return set.explode(Integer.MAX_VALUE).orElseThrow().stream()
                .map(Gtid::toString)
                .collect(Collectors.toSet());
    }
}
