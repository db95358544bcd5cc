package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.analysis.Diagnosis;
import io.quorate.analysis.DiagnosisCode;
import io.quorate.analysis.Evidence;
import io.quorate.analysis.Severity;
import io.quorate.analysis.StructureWarning;
import io.quorate.model.ClusterFilter;
import io.quorate.model.Condition;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Thresholds;
import io.quorate.readmodel.ClusterView;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One cluster of the fleet document: its health, what is diagnosed, its servers. */
public final class FleetClusterJson {

    private final Thresholds thresholds;
    private final ClusterFilter recoversPrimary;
    private final Instant now;

    public FleetClusterJson(Thresholds thresholds, ClusterFilter recoversPrimary, Instant now) {
        this.thresholds = thresholds;
        this.recoversPrimary = recoversPrimary;
        this.now = now;
    }

    public Json.Body of(ClusterView cluster) {
        return json -> write(json, cluster);
    }

    void write(JsonGenerator json, ClusterView cluster) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", cluster.name());
        json.writeStringField("alias", cluster.alias());
        json.writeStringField("health", health(cluster));
        json.writeStringField("domain", cluster.domain());
        FleetJson.optional(
                json, "primary", cluster.topology().primary().map(Member::key).map(InstanceKey::toString));
        json.writeBooleanField("recoversPrimary", recoversPrimary.covers(cluster.name(), cluster.alias()));
        json.writeFieldName("diagnoses");
        Json.writeArray(json, shown(cluster), (j, d) -> writeDiagnosis(j, d, cluster.refusal(d.key())));
        json.writeFieldName("members");
        FleetMemberJson members = new FleetMemberJson(thresholds, now);
        Json.writeArray(json, cluster.topology().members(), members::write);
        json.writeEndObject();
    }

    /** The most urgent first. */
    private static List<Diagnosis> shown(ClusterView cluster) {
        return cluster.diagnoses().stream()
                .filter(d -> !d.isIgnored())
                .sorted(Comparator.comparing(FleetClusterJson::severity))
                .toList();
    }

    private static Severity severity(Diagnosis diagnosis) {
        boolean isWarning = diagnosis.code() == DiagnosisCode.NO_PROBLEM || diagnosis.isSkippable();
        return isWarning ? Severity.NOTICE : diagnosis.code().severity();
    }

    /**
     * {@code failing}: a critical diagnosis, or a primary out of reach; {@code degraded}: another diagnosis, or a
     * server with a problem; {@code healthy}. Downtimed servers do not count.
     */
    private String health(ClusterView cluster) {
        Severity worst = cluster.diagnoses().stream()
                .filter(d -> !d.isIgnored())
                .map(FleetClusterJson::severity)
                .min(Comparator.naturalOrder())
                .orElse(Severity.NONE);
        boolean primaryLost = cluster.topology()
                .primary()
                .map(primary -> !primary.isLastCheckValid() && !primary.isDowntimedAt(now))
                .orElse(true);
        if (primaryLost || worst == Severity.CRITICAL) {
            return "failing";
        }
        boolean troubled = cluster.topology().members().stream()
                .anyMatch(m -> !m.isDowntimedAt(now)
                        && !Condition.of(m, thresholds, now).problems().isEmpty());
        return troubled || worst == Severity.WARNING ? "degraded" : "healthy";
    }

    private static void writeDiagnosis(JsonGenerator json, Diagnosis diagnosis, Optional<String> refusal)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("code", diagnosis.code().apiName());
        json.writeStringField("server", diagnosis.key().toString());
        json.writeStringField("severity", word(severity(diagnosis)));
        json.writeStringField("description", diagnosis.description());
        json.writeStringField("action", diagnosis.actionability().reason());
        FleetJson.optional(json, "refusal", refusal);
        json.writeBooleanField("isDowntimed", diagnosis.isSkippable());
        Json.writeStrings(
                json,
                "warnings",
                diagnosis.warnings().stream().map(StructureWarning::meaning).toList());
        Json.writeStrings(
                json,
                "evidence",
                diagnosis.evidence().stream().map(Evidence::toString).toList());
        json.writeEndObject();
    }

    private static String word(Severity severity) {
        return severity == Severity.NOTICE ? "info" : severity.name().toLowerCase(Locale.ROOT);
    }
}
