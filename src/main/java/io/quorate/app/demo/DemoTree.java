package io.quorate.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** A replication cluster, as a node tells it, drawn as text. */
final class DemoTree {

    private DemoTree() {}

    static String of(JsonNode cluster) {
        StringBuilder text = new StringBuilder();
        for (JsonNode member : cluster.path("members")) {
            if (member.path("depth").asInt() == 0) {
                append(text, cluster, member);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode cluster, JsonNode member) {
        int depth = member.path("depth").asInt();
        String key = member.path("key").asText();
        text.append("  ".repeat(depth))
                .append(depth == 0 ? "" : "+ ")
                .append(key)
                .append(' ');
        text.append(condition(member)).append('\n');
        for (JsonNode other : cluster.path("members")) {
            if (other.path("depth").asInt() == depth + 1
                    && other.path("source").asText().equals(key)) {
                append(text, cluster, other);
            }
        }
    }

    private static String condition(JsonNode member) {
        if (!member.path("isReachable").asBoolean()) {
            return "down";
        }
        return member.path("isReadOnly").asBoolean() ? "read-only" : "writable";
    }

    /** How many members replicate. */
    static long replicating(JsonNode cluster) {
        return StreamSupport.stream(cluster.path("members").spliterator(), false)
                .filter(member -> member.path("isReachable").asBoolean())
                .filter(member -> member.path("channel").path("io").asText().equals("running"))
                .count();
    }

    /** Whether this is the cluster of that primary, with so many replicas that replicate. */
    static boolean isOf(JsonNode cluster, String primary, int replicas) {
        return cluster.path("name").asText().equals(primary) && replicating(cluster) == replicas;
    }
}
