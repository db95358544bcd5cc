package io.quorate.readmodel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The timings of recent probes, oldest first; bounded by age and by number. Thread-safe. */
public final class ProbeSamples {

    private static final int MOST = 100_000;

    private final Duration retention;
    private final Deque<ProbeSample> samples = new ArrayDeque<>();

    /** @param retention how long a sample is kept ({@code DiscoveryCollectionRetentionSeconds}) */
    public ProbeSamples(Duration retention) {
        this.retention = retention;
    }

    public synchronized void add(ProbeSample sample) {
        samples.addLast(sample);
        Instant oldest = sample.at().minus(retention);
        while (!samples.isEmpty()
                && (samples.size() > MOST || samples.peekFirst().at().isBefore(oldest))) {
            samples.removeFirst();
        }
    }

    /** Those that ended at that time or later. */
    public synchronized List<ProbeSample> since(Instant from) {
        List<ProbeSample> found = new ArrayList<>();
        for (ProbeSample sample : samples) {
            if (!sample.at().isBefore(from)) {
                found.add(sample);
            }
        }
        return found;
    }
}
