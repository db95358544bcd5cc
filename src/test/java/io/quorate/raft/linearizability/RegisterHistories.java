package io.quorate.raft.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random histories of one register. */
final class RegisterHistories {

    private static final List<Operation.Kind> KINDS = List.of(Operation.Kind.values());

    private RegisterHistories() {}

    /** What clients of a real register see: each operation happens at a moment between its call and its return. */
    static List<Operation> random(SplittableRandom random, int operations, int clients) {
        List<Operation> history = new ArrayList<>();
        long[] free = new long[clients];
        Optional<String> value = Optional.empty();
        long now = 0;
        for (int id = 0; id < operations; id++) {
            int client = random.nextInt(clients);
            now = Math.max(now + 1 + random.nextInt(5), free[client] + 1);
            long call = Math.max(free[client] + 1, now - random.nextInt(20));
            long returned = now + random.nextInt(20);
            free[client] = returned;
            Operation asked = ask(random, id, "c" + client, call, returned, random.nextInt(10) == 0);
            boolean happens = asked.isAnswered() || random.nextBoolean();
            boolean matches = asked.expected().equals(value);
            history.add(answer(asked, value, matches));
            if (happens) {
                value = after(asked, value, matches);
            }
        }
        return history;
    }

    /** Answers taken out of the air: about half of such histories have no explanation. */
    static List<Operation> careless(SplittableRandom random, int operations) {
        List<Operation> history = new ArrayList<>();
        for (int id = 0; id < operations; id++) {
            long call = random.nextInt(20);
            Operation asked = ask(random, id, "c" + id, call, call + random.nextInt(12), random.nextInt(5) == 0);
            Optional<String> seen = random.nextInt(3) == 0 ? Optional.empty() : Optional.of("v" + random.nextInt(3));
            history.add(answer(asked, seen, random.nextBoolean()));
        }
        return history;
    }

    private static Operation ask(
            SplittableRandom random, int id, String client, long call, long returned, boolean unknown) {
        Operation.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        boolean sets = kind == Operation.Kind.WRITE || kind == Operation.Kind.CAS;
        return new Operation(
                id,
                client,
                "n",
                kind,
                "k",
                sets ? Optional.of("v" + random.nextInt(3)) : Optional.empty(),
                kind == Operation.Kind.CAS ? Optional.of("v" + random.nextInt(3)) : Optional.empty(),
                call,
                returned,
                unknown ? Operation.Result.UNKNOWN : Operation.Result.OK,
                Optional.empty(),
                true);
    }

    private static Operation answer(Operation asked, Optional<String> seen, boolean matches) {
        return new Operation(
                asked.id(),
                asked.client(),
                asked.node(),
                asked.kind(),
                asked.key(),
                asked.value(),
                asked.expected(),
                asked.call(),
                asked.returned(),
                asked.result(),
                asked.kind() == Operation.Kind.READ && asked.isAnswered() ? seen : Optional.empty(),
                asked.kind() != Operation.Kind.CAS || !asked.isAnswered() || matches);
    }

    private static Optional<String> after(Operation asked, Optional<String> value, boolean matches) {
        return switch (asked.kind()) {
            case READ -> value;
            case WRITE -> asked.value();
            case DELETE -> Optional.empty();
            case CAS -> matches ? asked.value() : value;
        };
    }
}
