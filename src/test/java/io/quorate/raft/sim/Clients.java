package io.quorate.raft.sim;

import io.quorate.raft.linearizability.LinearizabilityChecker;
import io.quorate.raft.linearizability.Operation;
import io.quorate.raft.linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;

/** All clients, and the history of what they saw. */
final class Clients {

    private final List<Client> clients = new ArrayList<>();
    private final List<Operation> history = new ArrayList<>();
    private final Registers registers;
    private boolean open = true;
    private long ids;

    Clients(World world) {
        this.registers = new Registers(world.plan().keys());
        for (int i = 1; i <= world.plan().clients(); i++) {
            Client client = new Client(world, this, "client" + i);
            clients.add(client);
            client.think();
        }
    }

    Registers registers() {
        return registers;
    }

    long nextId() {
        return ++ids;
    }

    void record(Operation operation) {
        history.add(operation);
        if (operation.result() == Operation.Result.UNKNOWN && operation.kind() != Operation.Kind.READ) {
            registers.unknownOutcome(operation.key());
        }
    }

    /** Whether new operations may begin. */
    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }

    boolean areIdle() {
        return clients.stream().allMatch(Client::isIdle);
    }

    long answered() {
        return history.stream().filter(Operation::isAnswered).count();
    }

    void check() {
        Verdict verdict = new LinearizabilityChecker(2_000_000).check(history);
        SimulationFailure.unless(verdict.isLinearizable(), "linearizable", verdict::toString);
    }

    @Override
    public String toString() {
        return clients.toString();
    }
}
