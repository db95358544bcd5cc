package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.readmodel.BlockedRecovery;
import java.io.IOException;

/** A recovery that an earlier one forbids. */
public final class BlockedRecoveryJson {

    private BlockedRecoveryJson() {}

    public static void write(JsonGenerator json, BlockedRecovery blocked) throws IOException {
        json.writeStartObject();
        KeyJson.field(json, "FailedInstanceKey", blocked.failed());
        json.writeStringField("ClusterName", blocked.clusterName());
        json.writeStringField("Analysis", blocked.analysis());
        json.writeStringField("LastBlockedTimestamp", Timestamps.text(blocked.at()));
        json.writeNumberField("BlockingRecoveryId", blocked.blockingRecoveryId());
        json.writeEndObject();
    }
}
