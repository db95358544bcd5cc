package io.quorate.raft.sim;

import java.util.Optional;

/** One seed: what came of it. */
record SeededRun(long seed, Optional<Simulation.Outcome> outcome, Optional<Failure> failure) {

    /**
     * A broken promise.
     *
     * @param promise its name
     * @param event the step in which it broke
     * @param report everything needed to look at it
     */
    record Failure(String promise, long event, String report) {}

    static SeededRun of(long seed, int chaosEvents, Tampering tampering) {
        Plan plan = Plan.of(seed, chaosEvents);
        Simulation simulation = new Simulation(plan, tampering);
        try {
            return new SeededRun(seed, Optional.of(simulation.run()), Optional.empty());
        } catch (SimulationFailure e) {
            return failed(plan, simulation, e.promise(), e);
        } catch (RuntimeException | AssertionError e) {
            return failed(plan, simulation, "no accident", e);
        }
    }

    private static SeededRun failed(Plan plan, Simulation simulation, String promise, Throwable e) {
        Failure failure = new Failure(promise, simulation.events(), report(plan, simulation, e));
        return new SeededRun(plan.seed(), Optional.empty(), Optional.of(failure));
    }

    private static String report(Plan plan, Simulation simulation, Throwable e) {
        StringBuilder text = new StringBuilder();
        text.append("seed ").append(plan.seed()).append(", event ").append(simulation.events());
        text.append("\n").append(e instanceof SimulationFailure ? e.getMessage() : e.toString());
        text.append("\n\nthe last events:\n").append(simulation.trace());
        text.append("\n\n")
                .append(plan.voters())
                .append(" voters, ")
                .append(plan.spares())
                .append(" spares");
        text.append(", ").append(plan.settings());
        text.append("\nfaults:\n");
        plan.faults().stream()
                .sorted()
                .forEach(fault -> text.append("  ")
                        .append(fault)
                        .append(": ")
                        .append(fault.meaning())
                        .append('\n'));
        Throwable cause = e.getCause() == null ? e : e.getCause();
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith("io.quorate.raft.core")) {
                text.append("  at ").append(frame).append('\n');
            }
        }
        text.append("again: -Dsimulation.firstSeed=")
                .append(plan.seed())
                .append(" -Dsimulation.seeds=1 -Dsimulation.events=")
                .append(plan.chaosEvents());
        return text.append("\nseed ")
                .append(plan.seed())
                .append(": ")
                .append(e.getMessage())
                .toString();
    }
}
