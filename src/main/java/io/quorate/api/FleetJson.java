package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.RecoveryRecord;
import io.quorate.readmodel.FleetView;
import io.quorate.readmodel.NodeFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The whole fleet on one page, in our own terms. What is not known is {@code null}. */
public final class FleetJson {

    private static final int RECENT_RECOVERIES = 10;

    private final FleetClusterJson clusters;
    private final Instant now;

    public FleetJson(FleetClusterJson clusters, Instant now) {
        this.clusters = clusters;
        this.now = now;
    }

    /**
     * @param isLeader whether this node leads
     * @param leader the node that leads; empty while none is known
     */
    public Json.Body fleet(FleetView view, NodeFacts node, boolean isLeader, Optional<String> leader) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("now", Timestamps.rfc3339(now));
            writeNode(json, node, isLeader, leader);
            json.writeBooleanField(
                    "recoveriesEnabled", !view.state().recoveries().areDisabled());
            json.writeFieldName("clusters");
            Json.writeArray(json, view.clusters(), clusters::write);
            json.writeFieldName("recoveries");
            Json.writeArray(
                    json,
                    recent(view),
                    (j, r) -> new RecoveryProgressJson()
                            .write(j, r, view.state().recoveries().stepsOf(r.uid())));
            json.writeEndObject();
        };
    }

    private static void writeNode(JsonGenerator json, NodeFacts node, boolean isLeader, Optional<String> leader)
            throws IOException {
        json.writeObjectFieldStart("node");
        json.writeStringField("hostname", node.hostname());
        json.writeStringField("version", node.version());
        json.writeBooleanField("isHealthy", node.isHealthy());
        optional(json, "trouble", node.trouble());
        json.writeBooleanField("isLeader", isLeader);
        optional(json, "leader", leader);
        json.writeEndObject();
    }

    /** Running ones, and the newest of the ended ones; newest first. */
    private static List<RecoveryRecord> recent(FleetView view) {
        return view.state().recoveries().recoveries().stream()
                .sorted(Comparator.comparing((RecoveryRecord r) -> !r.isRunning())
                        .thenComparing(
                                Comparator.comparingLong(RecoveryRecord::id).reversed()))
                .limit(RECENT_RECOVERIES)
                .toList();
    }

    static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    static void flag(JsonGenerator json, String name, Optional<Boolean> value) throws IOException {
        if (value.isPresent()) {
            json.writeBooleanField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }
}
