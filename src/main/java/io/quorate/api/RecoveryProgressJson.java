package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.DetectionRecord;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A recovery as it goes on, in our own terms; times in milliseconds since it started. */
public final class RecoveryProgressJson {

    public Json.Body of(RecoveryRecord recovery, List<RecoveryStep> steps) {
        return json -> write(json, recovery, steps);
    }

    void write(JsonGenerator json, RecoveryRecord recovery, List<RecoveryStep> steps) throws IOException {
        Optional<RecoveryRecord.Result> result = recovery.result();
        json.writeStartObject();
        json.writeNumberField("id", recovery.id());
        json.writeStringField("uid", recovery.uid());
        writeFailure(json, recovery.failure());
        json.writeStringField("node", recovery.node());
        json.writeStringField("startedAt", Timestamps.rfc3339(recovery.startedAt()));
        FleetJson.optional(json, "endedAt", recovery.ended().map(Timestamps::rfc3339));
        writeDuration(json, recovery);
        FleetJson.flag(json, "isSuccessful", result.map(RecoveryRecord.Result::isSuccessful));
        FleetJson.optional(json, "successor", recovery.successor().map(InstanceKey::toString));
        Json.writeStrings(
                json,
                "lostReplicas",
                keys(result.map(RecoveryRecord.Result::lostReplicas).orElse(List.of())));
        Json.writeStrings(
                json, "errors", result.map(RecoveryRecord.Result::errors).orElse(List.of()));
        json.writeBooleanField("isAcknowledged", recovery.acknowledgement().isPresent());
        writeAcknowledgement(json, recovery.acknowledgement());
        json.writeFieldName("steps");
        Json.writeArray(json, steps, (j, step) -> writeStep(j, recovery.startedAt(), step));
        json.writeEndObject();
    }

    private static void writeAcknowledgement(JsonGenerator json, Optional<RecoveryRecord.Acknowledgement> by)
            throws IOException {
        if (by.isEmpty()) {
            json.writeNullField("acknowledgement");
            return;
        }
        json.writeObjectFieldStart("acknowledgement");
        json.writeStringField("owner", by.get().owner());
        json.writeStringField("comment", by.get().comment());
        json.writeStringField("at", Timestamps.rfc3339(by.get().at()));
        json.writeEndObject();
    }

    private static void writeDuration(JsonGenerator json, RecoveryRecord recovery) throws IOException {
        if (recovery.ended().isPresent()) {
            json.writeNumberField(
                    "millis", millis(recovery.startedAt(), recovery.ended().get()));
        } else {
            json.writeNullField("millis");
        }
    }

    public Json.Body step(RecoveryRecord recovery, RecoveryStep step) {
        return json -> writeStep(json, recovery.startedAt(), step);
    }

    private static void writeStep(JsonGenerator json, Instant start, RecoveryStep step) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", step.id());
        json.writeStringField("uid", step.recoveryUid());
        json.writeStringField("at", Timestamps.rfc3339(step.at()));
        json.writeNumberField("millis", millis(start, step.at()));
        json.writeStringField("message", step.message());
        json.writeEndObject();
    }

    public Json.Body detection(DetectionRecord detection) {
        return json -> {
            json.writeStartObject();
            json.writeNumberField("id", detection.id());
            writeFailure(json, detection.failure());
            json.writeBooleanField("isActionable", detection.isActionable());
            json.writeStringField("at", Timestamps.rfc3339(detection.startedAt()));
            json.writeEndObject();
        };
    }

    private static void writeFailure(JsonGenerator json, FailureSummary failure) throws IOException {
        json.writeStringField("cluster", failure.clusterName());
        json.writeStringField("alias", failure.clusterAlias());
        json.writeStringField("failed", failure.key().toString());
        json.writeStringField("analysis", failure.analysis());
        json.writeStringField("description", failure.description());
        Json.writeStrings(json, "evidence", failure.evidence());
    }

    private static List<String> keys(List<InstanceKey> keys) {
        return keys.stream().map(InstanceKey::toString).toList();
    }

    private static long millis(Instant start, Instant at) {
        return Duration.between(start, at).toMillis();
    }
}
