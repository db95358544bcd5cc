package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.Maintenance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Maintenance locks as the old systems list them. */
public final class MaintenanceJson {

    private MaintenanceJson() {}

    public static Json.Element<Maintenance> at(Instant now) {
        return (json, maintenance) -> write(json, maintenance, now);
    }

    private static void write(JsonGenerator json, Maintenance maintenance, Instant now) throws IOException {
        json.writeStartObject();
        json.writeNumberField("MaintenanceId", maintenance.id());
        KeyJson.field(json, "Key", maintenance.key());
        json.writeStringField("BeginTimestamp", Timestamps.text(maintenance.begins()));
        json.writeNumberField(
                "SecondsElapsed",
                Math.max(0, Duration.between(maintenance.begins(), now).toSeconds()));
        json.writeBooleanField("IsActive", maintenance.isActiveAt(now));
        json.writeStringField("Owner", maintenance.owner());
        json.writeStringField("Reason", maintenance.reason());
        json.writeEndObject();
    }
}
