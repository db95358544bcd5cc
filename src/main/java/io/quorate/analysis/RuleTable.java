package io.quorate.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules in an order that respects all their declared relations; the first one that holds is the diagnosis. The order
 * in which the rows were written down does not matter.
 */
final class RuleTable {

    private final List<Rule> ordered;

    private RuleTable(List<Rule> ordered) {
        this.ordered = List.copyOf(ordered);
    }

    /** @throws IllegalStateException when a code has two rows, or the relations run in a circle */
    static RuleTable of(Collection<Rule> rules) {
        Map<DiagnosisCode, Rule> left = new EnumMap<>(DiagnosisCode.class);
        for (Rule rule : rules) {
            if (left.put(rule.code(), rule) != null) {
                throw new IllegalStateException(rule.code() + " has two rows");
            }
        }
        List<Rule> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Rule next = left.values().stream()
                    .filter(rule -> left.values().stream()
                            .noneMatch(other -> other.before().contains(rule.code())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("circle of precedence among " + left.keySet()));
            left.remove(next.code());
            ordered.add(next);
        }
        return new RuleTable(ordered);
    }

    /** The first rule that holds; empty when nothing is wrong. */
    Optional<Rule> firstThatHolds(Facts facts) {
        for (Rule rule : ordered) {
            if (rule.holds(facts)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    List<Rule> ordered() {
        return ordered;
    }

    /** Whether one code was declared to come before the other, directly or through others. */
    boolean comesBefore(DiagnosisCode first, DiagnosisCode second) {
        Set<DiagnosisCode> reached = EnumSet.of(first);
        for (Rule rule : ordered) {
            if (reached.contains(rule.code())) {
                reached.addAll(rule.before());
            }
        }
        return first != second && reached.contains(second);
    }
}
