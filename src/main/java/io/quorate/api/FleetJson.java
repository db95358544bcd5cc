package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.Condition;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.Thresholds;
import io.quorate.readmodel.ClusterView;
import io.quorate.readmodel.FleetView;
import io.quorate.readmodel.NodeFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The whole fleet on one page, in our own terms. What is not known is {@code null}. */
public final class FleetJson {

    private static final int RECENT_RECOVERIES = 10;

    private final Thresholds thresholds;
    private final BiPredicate<String, String> recoversPrimary;
    private final Instant now;

    /** @param recoversPrimary whether the cluster of this name and alias has its primary replaced without being asked */
    public FleetJson(Thresholds thresholds, BiPredicate<String, String> recoversPrimary, Instant now) {
        this.thresholds = thresholds;
        this.recoversPrimary = recoversPrimary;
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
            Json.writeArray(json, view.clusters(), this::writeCluster);
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

    public Json.Body cluster(ClusterView cluster) {
        return json -> writeCluster(json, cluster);
    }

    private void writeCluster(JsonGenerator json, ClusterView cluster) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", cluster.name());
        json.writeStringField("alias", cluster.alias());
        json.writeStringField("health", health(cluster));
        json.writeStringField("domain", cluster.domain());
        json.writeBooleanField("recoversPrimary", recoversPrimary.test(cluster.name(), cluster.alias()));
        optional(json, "primary", cluster.topology().primary().map(Member::key).map(InstanceKey::toString));
        json.writeFieldName("members");
        Json.writeArray(json, cluster.topology().members(), new FleetMemberJson(thresholds, now)::write);
        json.writeEndObject();
    }

    /** {@code failing}: its primary cannot be reached; {@code degraded}: some server has a problem; {@code healthy}. */
    private String health(ClusterView cluster) {
        boolean primaryLost = cluster.topology()
                .primary()
                .map(primary -> !primary.isLastCheckValid() && !primary.isDowntimedAt(now))
                .orElse(true);
        if (primaryLost) {
            return "failing";
        }
        boolean troubled = cluster.topology().members().stream()
                .anyMatch(m -> !m.isDowntimedAt(now)
                        && !Condition.of(m, thresholds, now).problems().isEmpty());
        return troubled ? "degraded" : "healthy";
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
