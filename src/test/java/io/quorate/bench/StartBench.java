package io.quorate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long {@code bin/quorate server} takes from the command to the first healthy answer, on an empty SQLite database,
 * and how much memory the idle node occupies half a minute later.
 *
 * <p>Arguments: number of starts (10).
 */
public final class StartBench {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private StartBench() {}

    public static void main(String[] args) throws IOException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Report.begin("Start of bin/quorate server, empty SQLite database");
        try (NodeProcess first = NodeProcess.start(List.of())) {
            Report.line("first start, which may build and lay out classes: %.0f ms", first.millisToHealthy());
        }
        List<Double> times = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int i = 1; i <= runs; i++) {
            try (NodeProcess node = NodeProcess.start(List.of())) {
                times.add(node.millisToHealthy());
                memory.add(node.residentMegabytes());
                Report.line("run %2d  %6.0f ms  %6.0f MB", i, node.millisToHealthy(), node.residentMegabytes());
            }
        }
        Report.line("to the first healthy answer: %s ms", series(times).summary("%.0f"));
        Report.line("resident at that moment: %s MB", series(memory).summary("%.0f"));
        try (NodeProcess node = NodeProcess.start(List.of())) {
            Waiting.pause(IDLE);
            Report.line("resident after %d s idle: %.0f MB", IDLE.toSeconds(), node.residentMegabytes());
        }
        Report.line("load average after: %s", Machine.load());
    }

    private static Series series(List<Double> values) {
        return new Series(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
