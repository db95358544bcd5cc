package io.quorate.raft.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The definition of linearizability, taken literally: tries every order. For histories of a handful of operations. */
final class AllOrders {

    private AllOrders() {}

    static boolean explain(List<Operation> history) {
        return explain(new ArrayList<>(history), Optional.empty());
    }

    private static boolean explain(List<Operation> left, Optional<String> value) {
        if (left.stream().noneMatch(Operation::isAnswered)) {
            return true;
        }
        for (Operation next : left) {
            boolean tooEarly = left.stream().anyMatch(other -> other.isAnswered() && other.returned() < next.call());
            Optional<Register.After> after = tooEarly ? Optional.empty() : Register.step(value, next);
            if (after.isPresent()) {
                List<Operation> rest = new ArrayList<>(left);
                rest.remove(next);
                if (explain(rest, after.get().value())) {
                    return true;
                }
            }
        }
        return false;
    }
}
