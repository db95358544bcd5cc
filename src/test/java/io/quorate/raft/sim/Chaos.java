package io.quorate.raft.sim;

import io.quorate.raft.core.Input;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.linearizability.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes things go wrong, and right again. */
final class Chaos {

    private static final List<Fault> STRIKING = List.of(
            Fault.SLOW_LINK,
            Fault.PARTITION,
            Fault.PARTITION,
            Fault.ONE_WAY,
            Fault.CRASH,
            Fault.CRASH,
            Fault.CRASH_ALL,
            Fault.SLOW_DISK,
            Fault.FAILING_DISK,
            Fault.PAUSE,
            Fault.WALL_CLOCK,
            Fault.SLOW_APPLIER,
            Fault.WIPE,
            Fault.TRANSFER,
            Fault.ABSTAIN,
            Fault.HINTS);

    /** A fault that lasts. */
    private static final class Lasting {
        private final Runnable undo;
        private boolean over;

        Lasting(Runnable undo) {
            this.undo = undo;
        }

        void end() {
            if (!over) {
                over = true;
                undo.run();
            }
        }
    }

    private final World world;
    private final Operator operator;
    private final Dice dice;
    private final Partitions partitions;
    private final List<Fault> enabled;
    private final List<Lasting> lasting = new ArrayList<>();
    private final long pace;
    private long bursts;

    Chaos(World world, Operator operator) {
        this.world = world;
        this.operator = operator;
        this.dice = new Dice(world.plan().seed(), "faults");
        this.partitions = new Partitions(world, dice);
        this.enabled = STRIKING.stream().filter(world.plan()::has).toList();
        this.pace = dice.between(150, 1_500) * Schedule.MILLI;
    }

    void strikeLater() {
        world.schedule().in(dice.around(pace), "chaos", "strikes", () -> {
            if (!world.isHealed() && !enabled.isEmpty()) {
                do {
                    strike(dice.pick(enabled));
                } while (dice.chance(0.2));
                strikeLater();
            }
        });
    }

    /** A leader more often than others: what happens to it matters most. */
    private Machine victim() {
        List<Machine> leaders = world.machines().stream()
                .filter(machine -> machine.replica().filter(Replica::isLeader).isPresent())
                .toList();
        return !leaders.isEmpty() && dice.chance(0.4) ? dice.pick(leaders) : dice.pick(List.copyOf(world.machines()));
    }

    private void strike(Fault fault) {
        Machine machine = victim();
        world.trace().add("                " + fault + " strikes, at " + machine.id() + " if at one");
        switch (fault) {
            case PARTITION -> {
                last(dice.between(200, 6_000), partitions.split());
                burst();
            }
            case ONE_WAY -> {
                last(dice.between(200, 4_000), partitions.oneWay(machine.id()));
                burst();
            }
            case SLOW_LINK -> slowLink(machine.id());
            case CRASH -> crash(machine, dice.between(0, 4_000));
            case CRASH_ALL -> world.machines().forEach(each -> crash(each, dice.between(0, 1_000)));
            case SLOW_DISK -> {
                machine.slowDown(dice.between(20, 1_500) * Schedule.MILLI);
                last(
                        dice.between(500, 5_000),
                        () -> machine.slowDown(world.plan().syncMillis() * Schedule.MILLI));
            }
            case FAILING_DISK -> machine.failNextSync();
            case PAUSE -> pause(machine);
            case WALL_CLOCK -> machine.clock().jump(dice.between(-7_200_000, 7_200_000));
            case SLOW_APPLIER -> {
                machine.slowApplier(dice.between(10, 800) * Schedule.MILLI);
                last(dice.between(500, 4_000), () -> machine.slowApplier(0));
            }
            case WIPE -> wipe(machine);
            case TRANSFER -> transfer(machine);
            case ABSTAIN ->
                machine.toProcess(
                        "abstains",
                        running -> running.step(new Input.Abstain(
                                Duration.ofMillis(dice.between(100, 3_000)).toNanos())));
            case HINTS -> hint(machine);
            default -> throw new IllegalArgumentException(fault + " does not strike");
        }
    }

    private void last(long millis, Runnable undo) {
        Lasting fault = new Lasting(undo);
        lasting.add(fault);
        world.schedule().in(millis * Schedule.MILLI, "chaos", "ends", () -> {
            fault.end();
            lasting.remove(fault);
        });
    }

    /** Commands that nobody waits for, to whoever thinks that it leads: so logs differ, and by more than one entry. */
    private void burst() {
        for (Machine machine : world.machines()) {
            boolean leads = machine.replica().filter(Replica::isLeader).isPresent();
            for (int i = leads ? dice.below(8) : 0; i > 0; i--) {
                Optional<String> number = Optional.of("noise-" + ++bursts);
                RegisterCommand command = new RegisterCommand(Operation.Kind.WRITE, "noise", number, Optional.empty());
                Request request = new Request(command, number.map(RequestId::new), answer -> {});
                machine.toProcess("burst", request, running -> running.request(request));
            }
        }
    }

    private void slowLink(NodeId around) {
        List<Link> slow = new ArrayList<>();
        for (Machine other : world.machines()) {
            if (dice.chance(0.5)) {
                slow.add(world.network().link(around, other.id()));
                slow.add(world.network().link(other.id(), around));
            }
        }
        slow.forEach(Link::slow);
        last(dice.between(500, 5_000), () -> slow.forEach(Link::hurry));
    }

    private void crash(Machine machine, long forMillis) {
        if (machine.isUp()) {
            machine.crash();
            last(forMillis, machine::startIfDown);
        }
    }

    private void pause(Machine machine) {
        if (machine.isRunning()) {
            machine.pause();
            last(dice.chance(0.2) ? dice.between(1_000, 10_000) : dice.between(100, 2_500), () -> {
                if (machine.isPaused()) {
                    machine.resume();
                }
            });
        }
    }

    private void wipe(Machine machine) {
        if (operator.canAffordALoss()) {
            machine.wipe();
            last(dice.between(0, 2_000), machine::startIfDown);
        }
    }

    private void transfer(Machine to) {
        Optional<NodeId> target = dice.chance(0.5) ? Optional.of(to.id()) : Optional.empty();
        world.machines().stream()
                .filter(Machine::isRunning)
                .filter(machine -> machine.replica().filter(Replica::isLeader).isPresent())
                .findFirst()
                .ifPresent(leader -> {
                    leader.toProcess("hands over", target, running -> running.transfer(target));
                    if (world.plan().has(Fault.PARTITION) && dice.chance(0.5)) {
                        isolateSoon(leader.id());
                    }
                });
    }

    /** Before it hears of its successor. */
    private void isolateSoon(NodeId node) {
        world.schedule().in(dice.between(5, 30) * Schedule.MILLI, "chaos", "isolates", node, () -> {
            if (!world.isHealed()) {
                last(dice.between(200, 3_000), partitions.alone(node));
            }
        });
    }

    private void hint(Machine about) {
        Machine at = dice.pick(List.copyOf(world.machines()));
        if (at != about) {
            at.toProcess("hint", about.id(), running -> running.step(new Input.Unreachable(about.id())));
        }
    }

    /** Everything works from now on. */
    void end() {
        List.copyOf(lasting).forEach(Lasting::end);
        lasting.clear();
        world.machines().forEach(Machine::repair);
        world.heal();
    }
}
