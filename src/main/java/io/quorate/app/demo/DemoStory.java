package io.quorate.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells each step of each recovery once, as the nodes agree on it, with the milliseconds since a moment. */
final class DemoStory {

    private final Console console;
    private final Instant since;
    private final Set<Long> told = new HashSet<>();
    private final Set<String> begun = new HashSet<>();

    DemoStory(Console console, Instant since) {
        this.console = console;
        this.since = since;
    }

    void tell(JsonNode fleet) {
        List<JsonNode> recoveries = new ArrayList<>();
        fleet.path("recoveries").forEach(recoveries::add);
        recoveries.sort(Comparator.comparingLong(r -> r.path("id").asLong()));
        for (JsonNode recovery : recoveries) {
            if (begun.add(recovery.path("uid").asText())) {
                console.at(
                        millis(recovery.path("startedAt").asText()),
                        recovery.path("analysis").asText() + " of "
                                + recovery.path("failed").asText() + ": a recovery begins on "
                                + recovery.path("node").asText());
            }
            for (JsonNode step : recovery.path("steps")) {
                if (told.add(step.path("id").asLong())) {
                    console.at(
                            millis(step.path("at").asText()),
                            step.path("message").asText());
                }
            }
        }
    }

    long millis(String at) {
        return Duration.between(since, Instant.parse(at)).toMillis();
    }

    long millis(Instant at) {
        return Duration.between(since, at).toMillis();
    }
}
