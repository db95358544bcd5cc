package io.quorate.raft.linearizability;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides whether a history is linearizable, each key by itself (linearizability is local: the whole is when each
 * register is; Herlihy and Wing 1990, theorem 1).
 *
 * <p>The search is exponential in the number of operations open at once: keep to about ten clients per key, and take a
 * fresh key after about five operations with unknown outcome.
 */
public final class LinearizabilityChecker {

    /** Plenty for a well-designed history, some seconds for one that is not. */
    private static final long DEFAULT_STEPS = 20_000_000;

    private final long maxSteps;

    public LinearizabilityChecker() {
        this(DEFAULT_STEPS);
    }

    /** With a limit of steps per key instead of a time, so that the verdict is the same on every machine. */
    public LinearizabilityChecker(long maxSteps) {
        this.maxSteps = maxSteps;
    }

    /** The verdict about the whole: the first key that fails, else the first undecided one. */
    public Verdict check(Collection<Operation> history) {
        Map<String, List<Operation>> byKey = history.stream()
                .filter(LinearizabilityChecker::says)
                .sorted(Comparator.comparingLong(Operation::call).thenComparingLong(Operation::id))
                .collect(Collectors.groupingBy(Operation::key, LinkedHashMap::new, Collectors.toList()));
        Optional<Verdict> undecided = Optional.empty();
        for (Map.Entry<String, List<Operation>> register : byKey.entrySet()) {
            Verdict verdict = checkRegister(register.getKey(), register.getValue());
            if (verdict instanceof Verdict.NotLinearizable) {
                return verdict;
            }
            if (verdict instanceof Verdict.Undecided) {
                undecided = undecided.or(() -> Optional.of(verdict));
            }
        }
        return undecided.orElse(new Verdict.Linearizable(history.size()));
    }

    /** What was certainly not done, and reads without an answer, tell nothing. */
    private static boolean says(Operation operation) {
        return switch (operation.result()) {
            case OK -> true;
            case NO -> false;
            case UNKNOWN -> operation.kind() != Operation.Kind.READ;
        };
    }

    private Verdict checkRegister(String key, List<Operation> operations) {
        WingGongSearch.Found found = new WingGongSearch(operations, maxSteps).run();
        return switch (found) {
            case YES -> new Verdict.Linearizable(operations.size());
            case GAVE_UP -> new Verdict.Undecided(key, maxSteps);
            case NO -> new Verdict.NotLinearizable(key, shortestFailingPrefix(operations));
        };
    }

    /** Prefixes of a linearizable history are linearizable, so the first that is not can be found by halving. */
    private List<Operation> shortestFailingPrefix(List<Operation> operations) {
        List<Long> ends = operations.stream()
                .filter(Operation::isAnswered)
                .map(Operation::returned)
                .sorted()
                .distinct()
                .toList();
        int low = 0;
        int high = ends.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (new WingGongSearch(upTo(operations, ends.get(middle)), maxSteps).run() == WingGongSearch.Found.NO) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return upTo(operations, ends.get(high));
    }

    private static List<Operation> upTo(List<Operation> operations, long end) {
        return operations.stream()
                .filter(operation -> operation.call() <= end)
                .map(operation -> operation.returned() <= end ? operation : operation.unanswered())
                .filter(LinearizabilityChecker::says)
                .toList();
    }
}
