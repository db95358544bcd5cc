package io.quorate.raft.sim;

import io.quorate.raft.core.Input;
import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftCore;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.Role;
import io.quorate.raft.core.Transition;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.Message;
import io.quorate.raft.core.message.SnapshotAck;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A running process: the core, and around it the plainest shell that keeps the order of disk and network. */
final class Replica {

    private static final long TICK = 20 * Schedule.MILLI;

    /** What has to wait for the disk. */
    private record Held(long token, List<Output.Outbound> messages, Optional<SnapshotMeta> restore) {}

    private final World world;
    private final Machine machine;
    private final RaftCore core;
    private final Application application;
    private final SnapshotTraffic traffic;
    private final Deque<Held> held = new ArrayDeque<>();
    private final Map<Long, Request> proposing = new HashMap<>();
    private final Map<Long, Request> reading = new HashMap<>();
    private final Map<Long, Operator> changing = new HashMap<>();
    private RaftState state;
    private long persistedToken;
    private long lastToken;
    private long numbers;

    Replica(World world, Machine machine, DurableState durable, long seed) {
        this.world = world;
        this.machine = machine;
        this.core = new RaftCore(world.plan().settings(), machine.id(), machine.incarnation());
        this.application = new Application(world, machine);
        this.traffic = new SnapshotTraffic(world, machine, this);
        this.state = core.start(durable, machine.clock().nanos(), seed);
        world.rules().started(machine, state);
        durable.snapshot().ifPresent(application::restore);
    }

    RaftState state() {
        return state;
    }

    Application application() {
        return application;
    }

    boolean isLeader() {
        return state.role() == Role.LEADER;
    }

    /** Whether this node would answer "I lead" if asked now. */
    boolean holdsLease() {
        return world.tampering().leads(this, machine.clock().nanos());
    }

    void tickLater() {
        machine.toProcessLater(TICK, "tick", running -> {
            running.step(new Input.Tick());
            running.traffic.send();
            running.tickLater();
        });
    }

    void found(Configuration configuration) {
        if (state.log().lastIndex() == 0) {
            step(new Input.Found(configuration));
        }
    }

    void receive(NodeId from, Incarnation incarnation, Message message) {
        step(new Input.Received(from, incarnation, message));
        if (message instanceof SnapshotAck ack) {
            traffic.acknowledged(from, ack);
        }
    }

    void persisted(long token) {
        persistedToken = Math.max(persistedToken, token);
        releaseHeld();
        step(new Input.Persisted(token));
    }

    void request(Request request) {
        long number = ++numbers;
        if (request.isRead() && !world.tampering().readsAsk()) {
            application.awaitRead(0, request);
        } else if (request.isRead()) {
            reading.put(number, request);
            step(new Input.ReadIndex(number));
        } else {
            proposing.put(number, request);
            Input.Proposal proposal =
                    new Input.Proposal(number, request.id(), request.command().encode());
            step(new Input.Propose(List.of(proposal), machine.clock().wallMillis()));
        }
    }

    void change(Operator operator, io.quorate.raft.core.membership.MembershipChange change) {
        long number = ++numbers;
        changing.put(number, operator);
        step(new Input.ChangeMembership(number, change));
    }

    void transfer(Optional<NodeId> to) {
        step(new Input.Transfer(++numbers, to));
    }

    void step(Input input) {
        RaftState before = state;
        Input given = world.tampering().input(before, input);
        Transition transition;
        try {
            transition = core.step(before, machine.clock().nanos(), given);
        } catch (RuntimeException | AssertionError e) {
            throw new SimulationFailure("core's own assertions", machine.id() + " at " + input + ": " + e, e);
        }
        state = transition.state();
        Output output = world.tampering().output(before, state, given, transition.output());
        world.rules().stepped(machine, before, state, given, output);
        carryOut(output);
    }

    private void carryOut(Output output) {
        if (output.token() > lastToken) {
            lastToken = output.token();
            machine.journal(output.token(), output.writes());
        }
        output.sendNow().forEach(this::send);
        if (!output.sendAfter().isEmpty() || output.restore().isPresent()) {
            held.add(new Held(output.token(), output.sendAfter(), output.restore()));
            output.restore().ifPresent(application::expectRestore);
            releaseHeld();
        }
        output.chunk().ifPresent(traffic::received);
        output.applyTo().ifPresent(index -> application.schedule(state.log(), index));
        traffic.stop(output.stopSnapshot());
        traffic.start(output.sendSnapshot());
        if (output.wantsSnapshot()) {
            traffic.takeSnapshot();
        }
        output.proposed().forEach(this::proposed);
        output.reads().forEach(this::readAnswered);
        output.changes().forEach(this::changeAnswered);
    }

    private void releaseHeld() {
        while (!held.isEmpty() && held.peek().token() <= persistedToken) {
            Held next = held.remove();
            next.restore().ifPresent(meta -> {
                application.restore(meta);
                applied();
            });
            next.messages().forEach(this::send);
        }
    }

    void send(Output.Outbound outbound) {
        world.rules().sent(machine, outbound);
        Incarnation sender = machine.incarnation();
        world.network()
                .send(
                        machine.id(),
                        outbound.to(),
                        outbound.message(),
                        () -> world.machine(outbound.to()).receive(machine.id(), sender, outbound.message()));
    }

    /** Tells the core how far the state machine is, and answers who waited for that. */
    void applied() {
        machine.toProcessLater(0, "applied", running -> {
            running.application.answerReads();
            running.step(new Input.Applied(running.application.index()));
        });
    }

    private void proposed(Output.Proposed proposed) {
        Request request = proposing.remove(proposed.number());
        if (request == null) {
            throw new SimulationFailure("answers fit questions", "an answer to an unknown proposal: " + proposed);
        }
        if (proposed instanceof Output.Proposed.Appended appended) {
            application.await(appended.index(), appended.term(), request);
        } else if (proposed instanceof Output.Proposed.Refused refused) {
            request.answer(new Request.Refused(refused.leader()));
        }
    }

    private void readAnswered(Output.ReadAnswer answer) {
        Request request = reading.remove(answer.context());
        if (request == null) {
            throw new SimulationFailure("answers fit questions", "an answer to an unknown read: " + answer);
        }
        if (answer instanceof Output.ReadAnswer.Granted granted) {
            application.awaitRead(granted.index(), request);
        } else {
            request.answer(new Request.Refused(state.leader()));
        }
    }

    private void changeAnswered(Output.ChangeAnswer answer) {
        Operator operator = changing.remove(answer.number());
        if (operator != null) {
            operator.answered(answer);
        }
    }
}
