package io.quorate.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What nodes answered to {@code leader-check}, and whether two of them led at once. A node judges itself at some instant
 * between call and return, so two positive answers that overlap prove nothing; but when a node says yes twice in a row,
 * it led in between, and no other may have been asked and have said yes wholly within that time.
 *
 * <p>Sound as long as leadership does not go there and back between two questions, some ten milliseconds.
 */
final class LeaderAnswers {

    /** One answer, or none ({@code yes} false) that came in time. Nanoseconds on one clock. */
    record Said(int node, long call, long returned, boolean yes) {}

    /** Within a stretch in which {@code sure} led, {@code other} said it leads. */
    record Violation(Said sure, Said sureAgain, Said other) {}

    private final List<List<Said>> byNode;

    /** @param byNode what each node said, in the order of the questions */
    LeaderAnswers(List<List<Said>> byNode) {
        this.byNode = byNode.stream().map(List::copyOf).toList();
    }

    Optional<Violation> firstViolation() {
        for (List<Said> answers : byNode) {
            for (int i = 1; i < answers.size(); i++) {
                if (answers.get(i - 1).yes && answers.get(i).yes) {
                    Optional<Violation> found = within(answers.get(i - 1), answers.get(i));
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> within(Said first, Said second) {
        for (List<Said> answers : byNode) {
            for (int i = firstCalledAfter(answers, first.returned);
                    i < answers.size() && answers.get(i).call <= second.call;
                    i++) {
                Said other = answers.get(i);
                if (other.yes && other.node != first.node && other.returned < second.call) {
                    return Optional.of(new Violation(first, second, other));
                }
            }
        }
        return Optional.empty();
    }

    private static int firstCalledAfter(List<Said> answers, long instant) {
        int low = 0;
        int high = answers.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (answers.get(middle).call > instant) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How often any node said yes. */
    long positive() {
        return byNode.stream().flatMap(List::stream).filter(Said::yes).count();
    }

    /** The longest time, in nanoseconds, in which no node said yes. */
    long longestGap() {
        List<Said> yes = new ArrayList<>();
        byNode.forEach(answers -> answers.stream().filter(Said::yes).forEach(yes::add));
        yes.sort((a, b) -> Long.compare(a.returned, b.returned));
        long longest = 0;
        for (int i = 1; i < yes.size(); i++) {
            longest = Math.max(longest, yes.get(i).returned - yes.get(i - 1).returned);
        }
        return longest;
    }
}
