package io.quorate.app.raft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a node says of its group, as text for people. */
final class StatusTable {

    private static final List<String> HEAD =
            List.of("NODE", "ADDRESS", "HTTP", "ROLE", "STATE", "BEHIND", "PRIORITY", "LABELS");

    private StatusTable() {}

    static String of(JsonNode status) {
        StringBuilder text = new StringBuilder();
        JsonNode log = status.path("log");
        text.append(String.format(
                Locale.ROOT,
                "group %s, term %d, leader %s%nasked %s: %s, applied %d of %d, snapshot at %d%n%n",
                orDash(status.path("group").asText()),
                status.path("term").asLong(),
                orDash(status.path("leader").asText()),
                status.path("self").asText(),
                status.path("role").asText().toLowerCase(Locale.ROOT)
                        + (status.path("healthy").asBoolean() ? "" : ", not healthy"),
                log.path("appliedIndex").asLong(),
                log.path("lastIndex").asLong(),
                log.path("snapshotIndex").asLong()));
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        status.path("members").forEach(member -> rows.add(row(member)));
        append(text, rows);
        return text.toString();
    }

    private static List<String> row(JsonNode member) {
        return List.of(
                member.path("id").asText(),
                member.path("address").asText(),
                orDash(member.path("httpUri").asText()),
                member.path("leads").asBoolean()
                        ? "leader"
                        : member.path("voter").asBoolean() ? "voter" : "learner",
                state(member),
                member.path("behind").isNumber() ? member.path("behind").asText() : "-",
                member.path("priority").asText(),
                labels(member.path("labels")));
    }

    private static String state(JsonNode member) {
        if (!member.path("admitted").asBoolean()) {
            return "not heard of";
        }
        return member.path("active").asBoolean() ? "active" : "silent";
    }

    private static String labels(JsonNode labels) {
        List<String> shown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            if (!label.getKey().equals("address") && !label.getKey().equals("httpUri")) {
                shown.add(label.getKey() + "=" + label.getValue().asText());
            }
        }
        return orDash(String.join(" ", shown));
    }

    private static void append(StringBuilder text, List<List<String>> rows) {
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width =
                        rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
                boolean isLast = column == row.size() - 1;
                text.append(isLast ? row.get(column) : String.format("%-" + (width + 2) + "s", row.get(column)));
            }
            text.append(System.lineSeparator());
        }
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
