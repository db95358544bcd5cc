package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a node fares, in the old systems' form.
 *
 * @param token 64 hexadecimal digits, new at each start
 * @param isLeader whether this node may change things
 * @param trouble why it is not healthy; empty when it is
 * @param database a file or {@code host:port}
 * @param lastReported when this was written
 * @param membership empty on a node that is alone
 */
public record HealthJson(
        String hostname,
        String token,
        boolean isLeader,
        Optional<String> trouble,
        String version,
        String database,
        Instant startedAt,
        Instant lastReported,
        Optional<Membership> membership)
        implements Json.Body {

    /**
     * Its place in a group.
     *
     * @param leader the leader's address for the other nodes; empty text when none is known
     * @param leaderUri where the leader's HTTP is; empty text when that is not known
     * @param advertise this node's address for the others
     * @param healthyMembers addresses of those that take part now
     */
    public record Membership(String leader, String leaderUri, String advertise, List<String> healthyMembers) {
        public Membership {
            healthyMembers = List.copyOf(healthyMembers);
        }
    }

    private static final String NEVER = "0001-01-01T00:00:00Z";

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("Healthy", trouble.isEmpty());
        json.writeStringField("Hostname", hostname);
        json.writeStringField("Token", token);
        json.writeBooleanField("IsActiveNode", isLeader);
        json.writeFieldName("ActiveNode");
        writeActiveNode(json);
        writeTrouble(json);
        json.writeFieldName("AvailableNodes");
        json.writeStartArray();
        writeNode(
                json, hostname, token, version, Timestamps.text(startedAt), database, Timestamps.rfc3339(lastReported));
        json.writeEndArray();
        json.writeStringField("RaftLeader", membership.map(Membership::leader).orElse(""));
        json.writeBooleanField("IsRaftLeader", membership.isPresent() && isLeader);
        json.writeStringField(
                "RaftLeaderURI", membership.map(Membership::leaderUri).orElse(""));
        json.writeStringField(
                "RaftAdvertise", membership.map(Membership::advertise).orElse(""));
        if (membership.isPresent()) {
            Json.writeStrings(json, "RaftHealthyMembers", membership.get().healthyMembers());
        } else {
            json.writeNullField("RaftHealthyMembers");
        }
        json.writeEndObject();
    }

    /** In a group only the leader's address is known of it. */
    private void writeActiveNode(JsonGenerator json) throws IOException {
        if (membership.isPresent()) {
            writeNode(json, membership.get().leader(), "", "", "", "", NEVER);
        } else if (isLeader) {
            writeNode(json, hostname, token, "", Timestamps.text(startedAt), "", NEVER);
        } else {
            writeNode(json, "", "", "", "", "", NEVER);
        }
    }

    private void writeTrouble(JsonGenerator json) throws IOException {
        if (trouble.isEmpty()) {
            json.writeNullField("Error");
        } else {
            json.writeObjectFieldStart("Error");
            json.writeStringField("Message", trouble.get());
            json.writeEndObject();
        }
    }

    private static void writeNode(
            JsonGenerator json,
            String hostname,
            String token,
            String version,
            String firstSeen,
            String backend,
            String reported)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("Hostname", hostname);
        json.writeStringField("Token", token);
        json.writeStringField("AppVersion", version);
        json.writeStringField("FirstSeenActive", firstSeen);
        json.writeStringField("LastSeenActive", "");
        json.writeStringField("ExtraInfo", "");
        json.writeStringField("Command", "");
        json.writeStringField("DBBackend", backend);
        json.writeStringField("LastReported", reported);
        json.writeEndObject();
    }
}
