package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.DetectionRecord;
import io.quorate.model.FailureSummary;
import io.quorate.model.InstanceKey;
import io.quorate.model.RecoveryRecord;
import io.quorate.model.RecoveryStep;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Recoveries, failure detections and steps as the audit endpoints list them. */
public final class RecoveryJson {

    private static final InstanceKey NOBODY = new InstanceKey("", 0);

    private final ClusterRecoveries recovers;
    private final Instant now;

    /** Whether a cluster's primary and intermediate sources are replaced without being asked. */
    public interface ClusterRecoveries {
        boolean primary(String clusterName, String clusterAlias);

        boolean intermediate(String clusterName, String clusterAlias);
    }

    /** @param now decides which recoveries are still in their blocking period */
    public RecoveryJson(ClusterRecoveries recovers, Instant now) {
        this.recovers = recovers;
        this.now = now;
    }

    public void write(JsonGenerator json, RecoveryRecord recovery) throws IOException {
        Optional<RecoveryRecord.Result> result = recovery.result();
        json.writeStartObject();
        json.writeNumberField("Id", recovery.id());
        json.writeStringField("UID", recovery.uid());
        json.writeFieldName("AnalysisEntry");
        writeFailure(json, recovery.failure(), "");
        KeyJson.field(json, "SuccessorKey", recovery.successor().orElse(NOBODY));
        json.writeStringField(
                "SuccessorAlias",
                result.map(RecoveryRecord.Result::successorAlias).orElse(""));
        json.writeNullField("SuccessorBinlogCoordinates");
        json.writeBooleanField("IsActive", recovery.isActiveAt(now));
        json.writeBooleanField(
                "IsSuccessful", result.map(RecoveryRecord.Result::isSuccessful).orElse(false));
        writeParticipants(json, result);
        json.writeStringField("RecoveryStartTimestamp", Timestamps.text(recovery.startedAt()));
        json.writeStringField("RecoveryEndTimestamp", Timestamps.text(recovery.ended()));
        json.writeStringField("ProcessingNodeHostname", recovery.node());
        json.writeStringField("ProcessingNodeToken", "");
        writeAcknowledgement(json, recovery.acknowledgement());
        json.writeNumberField("LastDetectionId", recovery.detectionId());
        json.writeNumberField("RelatedRecoveryId", 0);
        json.writeStringField("Type", recovery.kind().apiName());
        json.writeStringField(
                "RecoveryType",
                result.map(RecoveryRecord.Result::method)
                        .filter(method -> !method.isEmpty())
                        .orElse("NotMasterRecovery"));
        json.writeEndObject();
    }

    private static void writeParticipants(JsonGenerator json, Optional<RecoveryRecord.Result> result)
            throws IOException {
        List<InstanceKey> none = List.of();
        KeyJson.keys(
                json,
                "LostReplicas",
                new TreeSet<>(result.map(RecoveryRecord.Result::lostReplicas).orElse(none)));
        KeyJson.keys(
                json,
                "ParticipatingInstanceKeys",
                new TreeSet<>(result.map(RecoveryRecord.Result::participants).orElse(none)));
        List<String> errors = result.map(RecoveryRecord.Result::errors).orElse(List.of());
        Json.writeStrings(json, "AllErrors", errors.isEmpty() ? List.of("") : errors);
    }

    private static void writeAcknowledgement(JsonGenerator json, Optional<RecoveryRecord.Acknowledgement> by)
            throws IOException {
        json.writeBooleanField("Acknowledged", by.isPresent());
        json.writeStringField("AcknowledgedAt", Timestamps.text(by.map(RecoveryRecord.Acknowledgement::at)));
        json.writeStringField(
                "AcknowledgedBy", by.map(RecoveryRecord.Acknowledgement::owner).orElse(""));
        json.writeStringField(
                "AcknowledgedComment",
                by.map(RecoveryRecord.Acknowledgement::comment).orElse(""));
    }

    /**
     * A detection in the shape of a recovery.
     *
     * @param relatedRecovery number of the recovery that followed, or 0
     */
    public void write(JsonGenerator json, DetectionRecord detection, long relatedRecovery) throws IOException {
        String started = Timestamps.text(detection.startedAt());
        json.writeStartObject();
        json.writeNumberField("Id", detection.id());
        json.writeStringField("UID", "");
        json.writeFieldName("AnalysisEntry");
        writeFailure(json, detection.failure(), started);
        json.writeNullField("SuccessorKey");
        json.writeStringField("SuccessorAlias", "");
        json.writeNullField("SuccessorBinlogCoordinates");
        json.writeBooleanField("IsActive", detection.isActiveAt(now));
        json.writeBooleanField("IsSuccessful", false);
        KeyJson.keys(json, "LostReplicas", List.of());
        KeyJson.keys(json, "ParticipatingInstanceKeys", List.of());
        json.writeNullField("AllErrors");
        json.writeStringField("RecoveryStartTimestamp", started);
        json.writeStringField("RecoveryEndTimestamp", "");
        json.writeStringField("ProcessingNodeHostname", detection.node());
        json.writeStringField("ProcessingNodeToken", "");
        writeAcknowledgement(json, Optional.empty());
        json.writeNumberField("LastDetectionId", 0);
        json.writeNumberField("RelatedRecoveryId", relatedRecovery);
        json.writeStringField("Type", "");
        json.writeStringField("RecoveryType", "");
        json.writeEndObject();
    }

    private void writeFailure(JsonGenerator json, FailureSummary failure, String startActivePeriod) throws IOException {
        String alias = failure.clusterAlias().isEmpty() ? failure.clusterName() : failure.clusterAlias();
        new AnalysisJson()
                .key(failure.key())
                .cluster(new ClusterInfoJson(
                        failure.clusterName(),
                        alias,
                        failure.clusterDomain(),
                        0,
                        recovers.primary(failure.clusterName(), alias),
                        recovers.intermediate(failure.clusterName(), alias)))
                .standing(new AnalysisJson.Standing(failure.isPrimary(), false, failure.isCoPrimary(), 0, false, false))
                .replicas(new AnalysisJson.Replicas(
                        new TreeSet<>(failure.replicas()), failure.replicas().size(), 0, 0, 0, 0))
                .verdict(failure.analysis(), failure.description(), List.of(), failure.commandHint())
                .seenBy("", "", startActivePeriod)
                .writeTo(json);
    }

    public static void write(JsonGenerator json, RecoveryStep step) throws IOException {
        json.writeStartObject();
        json.writeNumberField("Id", step.id());
        json.writeStringField("RecoveryUID", step.recoveryUid());
        json.writeStringField("AuditAt", Timestamps.text(step.at()));
        json.writeStringField("Message", step.message());
        json.writeEndObject();
    }
}
