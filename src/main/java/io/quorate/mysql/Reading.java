package io.quorate.mysql;

import io.quorate.model.ServerVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The raw answers of one probe.
 *
 * @param answers of the parts; a part that was not asked or failed is missing
 * @param userAnswers of the configured queries; one without an answer is missing
 * @param uptime of the server process
 */
record Reading(
        ServerVersion version, Map<Part, List<Row>> answers, Map<Question, String> userAnswers, Duration uptime) {

    Row variables() {
        return rows(Part.VARIABLES).stream().findFirst().orElseGet(Row::of);
    }

    List<Row> rows(Part part) {
        return answers.getOrDefault(part, List.of());
    }

    boolean answered(Part part) {
        return answers.containsKey(part);
    }

    Optional<String> answer(Question question) {
        return Optional.ofNullable(userAnswers.get(question));
    }
}
