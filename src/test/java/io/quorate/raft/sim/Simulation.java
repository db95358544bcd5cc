package io.quorate.raft.sim;

import io.quorate.raft.core.membership.NodeId;

/**
 * One run: a group is founded, lives through chaos under load, is healed, and must recover. Any broken promise ends it
 * with a {@link SimulationFailure}.
 */
final class Simulation {

    /** A leader must be there this long after the heal. */
    private static final long UNTIL_LEADER = 10 * Plan.ELECTION_TIMEOUT.toNanos();

    /** And everything answered and equal after this. */
    private static final long UNTIL_EQUAL = 30 * Plan.ELECTION_TIMEOUT.toNanos();

    private final World world;
    private final Clients clients;
    private final Operator operator;
    private final Chaos chaos;
    private long events;

    Simulation(Plan plan, Tampering tampering) {
        world = new World(plan, tampering);
        for (int i = 1; i <= plan.voters() + plan.spares(); i++) {
            world.add(new Machine(world, new NodeId("n" + i)));
        }
        clients = new Clients(world);
        operator = new Operator(world);
        chaos = new Chaos(world, operator);
    }

    /** What happened, in figures. */
    record Outcome(long events, long answered, long committed, long lastTerm, long changes) {}

    Outcome run() {
        new Foundation(world).begin();
        operator.actLater();
        chaos.strikeLater();
        for (int i = 0; i < world.plan().chaosEvents(); i++) {
            step();
        }
        chaos.end();
        recovers();
        clients.check();
        return new Outcome(events, clients.answered(), world.rules().commits().last(), lastTerm(), operator.done());
    }

    private void step() {
        events++;
        Schedule.Event event = world.schedule().next();
        world.trace().add(event);
        event.action().run();
        world.rules().afterEvent();
    }

    private void recovers() {
        long healedAt = world.schedule().now();
        while (!hasLeader()) {
            within(healedAt, UNTIL_LEADER, "a leader");
            step();
        }
        long ledAt = world.schedule().now();
        while (world.schedule().now() < ledAt + Schedule.SECOND) {
            step();
        }
        clients.close();
        while (!clients.areIdle() || !new Agreement(world).isReached()) {
            within(healedAt, UNTIL_EQUAL, "all operations answered and all nodes equal");
            step();
        }
    }

    private void within(long since, long limit, String what) {
        SimulationFailure.unless(
                world.schedule().now() - since < limit,
                "recovers once everything works",
                () -> "no " + what + " " + limit / Schedule.SECOND + " s after the heal; " + new Agreement(world) + "; "
                        + clients);
    }

    private boolean hasLeader() {
        return world.machines().stream()
                .anyMatch(
                        machine -> machine.replica().filter(Replica::holdsLease).isPresent());
    }

    private long lastTerm() {
        return world.machines().stream()
                .flatMap(machine -> machine.replica().stream())
                .mapToLong(replica -> replica.state().term())
                .max()
                .orElse(0);
    }

    long events() {
        return events;
    }

    Trace trace() {
        return world.trace();
    }
}
