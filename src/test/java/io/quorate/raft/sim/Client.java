package io.quorate.raft.sim;

import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.linearizability.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One logical client: one operation at a time, several attempts at whatever nodes, all under one request id. While
 * there are faults it gives up after some seconds, so that the state machine need not remember requests for ever.
 */
final class Client {

    private static final long ATTEMPT = 600 * Schedule.MILLI;
    private static final long GIVE_UP = 3 * Schedule.SECOND;
    private static final long THINKING = 200 * Schedule.MILLI;

    /** An operation under way. */
    private static final class Open {
        private final long id;
        private final RegisterCommand command;
        private final long call;
        private int attempts;
        /** An attempt ended without any answer: it may still take effect. */
        private boolean uncertain;

        Open(long id, RegisterCommand command, long call) {
            this.id = id;
            this.command = command;
            this.call = call;
        }
    }

    private final World world;
    private final Clients all;
    private final String name;
    private final Dice dice;
    private @Nullable Open open;
    private Optional<NodeId> leader = Optional.empty();
    private Optional<String> lastSeen = Optional.empty();

    Client(World world, Clients all, String name) {
        this.world = world;
        this.all = all;
        this.name = name;
        this.dice = new Dice(world.plan().seed(), "client " + name);
    }

    boolean isIdle() {
        return open == null;
    }

    void think() {
        world.schedule().in(dice.around(THINKING), name, "begins", () -> {
            if (all.isOpen()) {
                begin();
            }
        });
    }

    private void begin() {
        long id = all.nextId();
        Open begun = new Open(id, choose(id), world.schedule().now());
        open = begun;
        attempt(begun);
    }

    private RegisterCommand choose(long id) {
        String key = all.registers().pick(dice);
        int kind = dice.below(10);
        Optional<String> value = Optional.of("v" + id);
        if (kind < 4) {
            return new RegisterCommand(Operation.Kind.READ, key, Optional.empty(), Optional.empty());
        } else if (kind < 7) {
            return new RegisterCommand(Operation.Kind.WRITE, key, value, Optional.empty());
        } else if (kind < 9) {
            return new RegisterCommand(Operation.Kind.CAS, key, value, lastSeen);
        }
        return new RegisterCommand(Operation.Kind.DELETE, key, Optional.empty(), Optional.empty());
    }

    private void attempt(Open operation) {
        int number = ++operation.attempts;
        boolean isRead = operation.command.kind() == Operation.Kind.READ;
        Machine target = target(isRead);
        Optional<RequestId> id = isRead ? Optional.empty() : Optional.of(new RequestId(name + "-" + operation.id));
        Request request =
                new Request(operation.command, id, answer -> answerTravels(operation, number, target.id(), answer));
        travel(target, request);
        if (!isRead && !world.isHealed() && world.plan().has(Fault.DUPLICATION) && dice.chance(0.05)) {
            travel(target, request);
        }
        world.schedule().in(ATTEMPT, name, "waited", number, () -> waited(operation, number));
    }

    private void travel(Machine target, Request request) {
        if (!isLost()) {
            world.schedule()
                    .in(
                            dice.between(100_000, 5 * Schedule.MILLI),
                            name,
                            "asks " + target.id(),
                            request,
                            () -> target.toProcess("asked", request, running -> running.request(request)));
        }
    }

    private boolean isLost() {
        return !world.isHealed() && world.plan().has(Fault.LOSS) && dice.chance(0.03);
    }

    private Machine target(boolean isRead) {
        List<Machine> machines = List.copyOf(world.machines());
        if (leader.isPresent() && !dice.chance(isRead ? 0.5 : 0.15)) {
            return world.machine(leader.get());
        }
        return dice.pick(machines);
    }

    private void answerTravels(Open operation, int number, NodeId from, Request.Answer answer) {
        if (!isLost()) {
            world.schedule()
                    .in(
                            dice.between(100_000, 5 * Schedule.MILLI),
                            name,
                            "is told",
                            answer,
                            () -> answered(operation, number, from, answer));
        }
    }

    private void answered(Open operation, int number, NodeId from, Request.Answer answer) {
        if (open != operation) {
            return;
        }
        if (answer instanceof Request.Done done) {
            leader = leader.or(() -> Optional.of(from));
            finish(operation, from, Operation.Result.OK, Optional.of(done));
        } else if (answer instanceof Request.Refused refused && number == operation.attempts) {
            leader = refused.leader();
            againAfter(operation, number, dice.between(5, 60) * Schedule.MILLI);
        }
    }

    private void waited(Open operation, int number) {
        if (open == operation && number == operation.attempts) {
            operation.uncertain = true;
            leader = Optional.empty();
            againAfter(operation, number, 0);
        }
    }

    private void againAfter(Open operation, int number, long delay) {
        boolean late = world.schedule().now() + delay > operation.call + GIVE_UP;
        if (late && !world.isHealed()) {
            boolean unknown = operation.uncertain;
            finish(
                    operation,
                    new NodeId("none"),
                    unknown ? Operation.Result.UNKNOWN : Operation.Result.NO,
                    Optional.empty());
            return;
        }
        world.schedule().in(delay, name, "tries again", operation.id, () -> {
            if (open == operation && number == operation.attempts) {
                attempt(operation);
            }
        });
    }

    private void finish(Open operation, NodeId node, Operation.Result result, Optional<Request.Done> done) {
        RegisterCommand command = operation.command;
        boolean isRead = command.kind() == Operation.Kind.READ;
        Optional<String> read = isRead ? done.flatMap(Request.Done::value) : Optional.empty();
        boolean applied = isRead || done.isEmpty() || done.get().text().equals(RegisterStore.DONE);
        all.record(new Operation(
                operation.id,
                name,
                node.text(),
                command.kind(),
                command.key(),
                command.value(),
                command.expected(),
                operation.call,
                world.schedule().now(),
                result,
                read,
                applied));
        if (done.isPresent() && !isRead) {
            world.rules()
                    .states()
                    .acknowledged(name + "-" + operation.id, done.get().text());
        }
        lastSeen = isRead && done.isPresent() ? read : applied ? command.value() : lastSeen;
        open = null;
        think();
    }

    /** What it waits for, for the report. */
    @Override
    public String toString() {
        Open current = open;
        return name + (current == null ? " idle" : " waits for " + current.command + " since " + current.call / 1e9);
    }
}
