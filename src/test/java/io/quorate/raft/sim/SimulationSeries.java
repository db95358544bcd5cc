package io.quorate.raft.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Many seeds, one after the other. System properties take the place of what a test asks for: {@code simulation.seeds},
 * {@code simulation.firstSeed}, {@code simulation.events} (of chaos in each).
 */
final class SimulationSeries {

    /** Enough to see whether failures are alike. */
    private static final int MAX_FAILURES = 8;

    private final long firstSeed;
    private final int seeds;
    private final int chaosEvents;
    private final List<SeededRun> failed = new ArrayList<>();
    private long runs;
    private long events;
    private long answered;
    private long committed;
    private long terms;
    private long changes;

    SimulationSeries(long firstSeed, int seeds, int chaosEvents) {
        this.firstSeed = Long.getLong("simulation.firstSeed", firstSeed);
        this.seeds = Integer.getInteger("simulation.seeds", seeds);
        this.chaosEvents = Integer.getInteger("simulation.events", chaosEvents);
    }

    SimulationSeries run() {
        for (long seed = firstSeed; seed < firstSeed + seeds && failed.size() < MAX_FAILURES; seed++) {
            SeededRun run = SeededRun.of(seed, chaosEvents, Tampering.NONE);
            run.outcome().ifPresent(this::count);
            if (run.failure().isPresent()) {
                failed.add(run);
            }
        }
        return this;
    }

    private void count(Simulation.Outcome outcome) {
        runs++;
        events += outcome.events();
        answered += outcome.answered();
        committed += outcome.committed();
        terms += outcome.lastTerm();
        changes += outcome.changes();
    }

    long runs() {
        return runs;
    }

    long events() {
        return events;
    }

    /** Nothing when all went well; else the first report, and one line for each of the others. */
    String failures() {
        StringBuilder text = new StringBuilder();
        for (SeededRun run : failed) {
            SeededRun.Failure failure = run.failure().orElseThrow();
            String all = failure.report();
            text.append(text.isEmpty() ? all : all.substring(all.lastIndexOf("\nseed ")));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return runs + " seeds from " + firstSeed + ": " + events + " events, " + terms + " terms, " + committed
                + " entries committed, " + answered + " operations answered, " + changes + " changes of the group, "
                + failed.size() + " failures";
    }
}
