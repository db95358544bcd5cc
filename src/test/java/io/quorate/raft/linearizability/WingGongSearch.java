package io.quorate.raft.linearizability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the operations of one register that explains all answers (Wing and Gong 1993), with Lowe's
 * improvement of 2017: a set of operations done and the value after them is never visited twice.
 *
 * <p>Calls and returns stand in one doubly linked list in the order of time. The search walks along it: at a call it
 * tries to let that operation happen next, takes it out of the list and begins again at the front; at a return it has
 * met an operation that should have happened by now, and takes the last decision back.
 */
final class WingGongSearch {

    /** The answer. */
    enum Found {
        YES,
        NO,
        GAVE_UP
    }

    /** A call or a return. */
    private static final class Event {
        private final Operation operation;
        private final int number;
        /** Absent at a return. */
        private final @Nullable Event match;

        private @Nullable Event before;
        private @Nullable Event after;

        Event(Operation operation, int number, @Nullable Event match) {
            this.operation = operation;
            this.number = number;
            this.match = match;
        }
    }

    private record Visited(BitSet done, Optional<String> value) {}

    private record Decision(Event call, Optional<String> valueBefore) {}

    private final Event head;
    private final int answered;
    private final long maxSteps;
    private final Set<Visited> visited = new HashSet<>();
    private final Deque<Decision> decisions = new ArrayDeque<>();
    private final BitSet done = new BitSet();
    private int answeredDone;
    private Optional<String> value = Optional.empty();

    WingGongSearch(List<Operation> operations, long maxSteps) {
        this.maxSteps = maxSteps;
        this.answered = (int) operations.stream().filter(Operation::isAnswered).count();
        this.head = new Event(operations.isEmpty() ? NOTHING : operations.get(0), -1, null);
        link(operations);
    }

    private static final Operation NOTHING = new Operation(
            0,
            "",
            "",
            Operation.Kind.READ,
            "",
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            Operation.Result.UNKNOWN,
            Optional.empty(),
            true);

    /** One end of an operation, to be sorted. */
    private record End(long at, int number, boolean isReturn, Event event) {}

    private void link(List<Operation> operations) {
        List<End> ends = new ArrayList<>();
        for (int number = 0; number < operations.size(); number++) {
            Operation operation = operations.get(number);
            Event returned = new Event(operation, number, null);
            ends.add(new End(operation.call(), number, false, new Event(operation, number, returned)));
            // What was never answered may happen after everything else, or not at all: its return is never met.
            long end = operation.isAnswered() ? operation.returned() : Long.MAX_VALUE;
            ends.add(new End(end, number, true, returned));
        }
        // Calls come before returns of the same time: intervals are closed.
        ends.sort(Comparator.comparingLong(End::at).thenComparing(End::isReturn).thenComparingInt(End::number));
        Event last = head;
        for (End end : ends) {
            last.after = end.event();
            end.event().before = last;
            last = end.event();
        }
    }

    Found run() {
        Event at = head.after;
        for (long step = 0; answeredDone < answered; step++) {
            if (step > maxSteps) {
                return Found.GAVE_UP;
            }
            if (at != null && at.match != null) {
                at = tryNext(at) ? head.after : at.after;
            } else if (decisions.isEmpty()) {
                return Found.NO;
            } else {
                at = takeBack(decisions.pop());
            }
        }
        return Found.YES;
    }

    private boolean tryNext(Event call) {
        Optional<Register.After> after = Register.step(value, call.operation);
        if (after.isEmpty()) {
            return false;
        }
        BitSet with = (BitSet) done.clone();
        with.set(call.number);
        if (!visited.add(new Visited(with, after.get().value()))) {
            return false;
        }
        decisions.push(new Decision(call, value));
        value = after.get().value();
        done.set(call.number);
        answeredDone += call.operation.isAnswered() ? 1 : 0;
        unlink(call);
        unlink(returnOf(call));
        return true;
    }

    private @Nullable Event takeBack(Decision decision) {
        Event call = decision.call();
        value = decision.valueBefore();
        done.clear(call.number);
        answeredDone -= call.operation.isAnswered() ? 1 : 0;
        relink(returnOf(call));
        relink(call);
        return call.after;
    }

    private static Event returnOf(Event call) {
        if (call.match == null) {
            throw new IllegalStateException("a return has no return");
        }
        return call.match;
    }

    private static void unlink(Event event) {
        if (event.before != null) {
            event.before.after = event.after;
        }
        if (event.after != null) {
            event.after.before = event.before;
        }
    }

    /** The event still knows its neighbours: decisions are taken back in the reverse order. */
    private static void relink(Event event) {
        if (event.before != null) {
            event.before.after = event;
        }
        if (event.after != null) {
            event.after.before = event;
        }
    }
}
