package io.quorate.raft.sim;

import io.quorate.raft.core.membership.NodeId;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Everything there is in one run. */
final class World {

    private final Plan plan;
    private final Tampering tampering;
    private final Schedule schedule = new Schedule();
    private final Trace trace = new Trace();
    private final Network network;
    private final Rules rules;
    private final NavigableMap<NodeId, Machine> machines = new TreeMap<>();
    private boolean healed;

    World(Plan plan, Tampering tampering) {
        this.plan = plan;
        this.tampering = tampering;
        this.network = new Network(schedule, plan);
        this.rules = new Rules(this);
    }

    Plan plan() {
        return plan;
    }

    Tampering tampering() {
        return tampering;
    }

    Schedule schedule() {
        return schedule;
    }

    Trace trace() {
        return trace;
    }

    Network network() {
        return network;
    }

    Rules rules() {
        return rules;
    }

    void add(Machine machine) {
        machines.put(machine.id(), machine);
    }

    Machine machine(NodeId id) {
        Machine machine = machines.get(id);
        if (machine == null) {
            throw new IllegalArgumentException("no machine " + id);
        }
        return machine;
    }

    Collection<Machine> machines() {
        return Collections.unmodifiableCollection(machines.values());
    }

    /** Whether the time of faults is over. */
    boolean isHealed() {
        return healed;
    }

    void heal() {
        healed = true;
        network.heal();
    }
}
