package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.log.GroupStatus;
import io.quorate.log.GroupStatus.MemberStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A group of nodes: in the old systems' form, and whole in our own terms. */
public final class GroupJson {

    private GroupJson() {}

    /** What {@code raft-status} always told. */
    public static Json.Body raftStatus(
            GroupStatus status, String bind, String advertise, String leaderAddress, List<String> peers) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("RaftBind", bind);
            json.writeStringField("RaftAdvertise", advertise);
            json.writeStringField("State", status.role());
            json.writeBooleanField("Healthy", status.healthy());
            json.writeBooleanField(
                    "IsPartOfQuorum", status.healthy() && status.leader().isPresent());
            json.writeStringField("Leader", leaderAddress);
            json.writeStringField("LeaderURI", status.leaderUri().orElse(""));
            Json.writeStrings(json, "Peers", peers);
            json.writeEndObject();
        };
    }

    /** Everything this node knows. Ages and times are absent where they are not known. */
    public static Json.Body full(GroupStatus status, String bind, String advertise, Optional<Instant> leadingSince) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("group", status.groupId().orElse(""));
            json.writeStringField("self", status.self());
            json.writeStringField("bind", bind);
            json.writeStringField("advertise", advertise);
            json.writeStringField("role", status.role());
            json.writeBooleanField("healthy", status.healthy());
            json.writeNumberField("term", status.term());
            writeLeader(json, status, leadingSince);
            writeLog(json, status);
            json.writeNumberField("pendingProposals", status.pendingProposals());
            json.writeFieldName("members");
            Json.writeArray(json, status.members(), (out, member) -> writeMember(out, status, member));
            json.writeEndObject();
        };
    }

    private static void writeLeader(JsonGenerator json, GroupStatus status, Optional<Instant> since)
            throws IOException {
        json.writeStringField("leader", status.leader().orElse(""));
        json.writeStringField("leaderUri", status.leaderUri().orElse(""));
        if (since.isPresent()) {
            json.writeStringField("leadingSince", since.get().toString());
        }
        if (status.lastContact().isPresent()) {
            json.writeNumberField(
                    "lastContactMillis", status.lastContact().get().toMillis());
        }
    }

    private static void writeLog(JsonGenerator json, GroupStatus status) throws IOException {
        json.writeObjectFieldStart("log");
        json.writeNumberField("firstIndex", status.firstIndex());
        json.writeNumberField("lastIndex", status.lastIndex());
        json.writeNumberField("lastTerm", status.lastTerm());
        json.writeNumberField("commitIndex", status.commitIndex());
        json.writeNumberField("appliedIndex", status.appliedIndex());
        json.writeNumberField("snapshotIndex", status.snapshotIndex());
        json.writeNumberField("snapshotTerm", status.snapshotTerm());
        json.writeNumberField("configurationIndex", status.configurationIndex());
        json.writeEndObject();
    }

    private static void writeMember(JsonGenerator json, GroupStatus status, MemberStatus member) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", member.id());
        json.writeStringField("address", member.address());
        json.writeStringField("httpUri", member.httpUri().orElse(""));
        json.writeBooleanField("leads", status.leader().equals(Optional.of(member.id())));
        json.writeBooleanField("voter", member.voter());
        json.writeBooleanField("admitted", member.admitted());
        json.writeBooleanField("active", member.active());
        json.writeNumberField("priority", member.priority());
        if (member.matchIndex().isPresent()) {
            json.writeNumberField("matchIndex", member.matchIndex().get());
            json.writeNumberField(
                    "behind",
                    Math.max(0, status.lastIndex() - member.matchIndex().get()));
        }
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : new TreeMap<>(member.labels()).entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
