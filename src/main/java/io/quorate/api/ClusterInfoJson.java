package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A replication cluster in one line.
 *
 * @param name the head's {@code host:port}
 * @param alias the name itself where there is no alias
 * @param domain where applications reach its primary; may be empty
 * @param recoversPrimary whether its primary is replaced without being asked
 * @param recoversIntermediate the same for intermediate sources
 */
public record ClusterInfoJson(
        String name, String alias, String domain, int instances, boolean recoversPrimary, boolean recoversIntermediate)
        implements Json.Body {

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ClusterName", name);
        json.writeStringField("ClusterAlias", alias);
        json.writeStringField("ClusterDomain", domain);
        json.writeNumberField("CountInstances", instances);
        json.writeNumberField("HeuristicLag", 0);
        json.writeBooleanField("HasAutomatedMasterRecovery", recoversPrimary);
        json.writeBooleanField("HasAutomatedIntermediateMasterRecovery", recoversIntermediate);
        json.writeEndObject();
    }
}
