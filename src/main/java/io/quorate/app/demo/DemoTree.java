package io.quorate.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** A replication cluster, as a node tells it, drawn as text. */
final class DemoTree {

    private DemoTree() {}

    static String of(JsonNode cluster) {
        StringBuilder text = new StringBuilder();
        for (JsonNode member : cluster.path("members")) {
            int depth = member.path("depth").asInt();
            text.append("  ".repeat(depth))
                    .append(depth == 0 ? "" : "+ ")
                    .append(member.path("key").asText())
                    .append(' ')
                    .append(
                            !member.path("isReachable").asBoolean()
                                    ? "down"
                                    : member.path("isReadOnly").asBoolean() ? "read-only" : "writable")
                    .append('\n');
        }
        return text.toString();
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
