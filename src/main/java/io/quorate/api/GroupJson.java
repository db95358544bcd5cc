package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.log.GroupStatus;
import io.quorate.log.GroupStatus.MemberStatus;
import java.io.IOException;
import java.time.Duration;
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

    /** Everything this node knows. What is not known is null. */
    public static Json.Body full(GroupStatus status, String bind, String advertise, Optional<Instant> leadingSince) {
        return json -> {
            json.writeStartObject();
            writeKnown(json, "group", status.groupId());
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
        writeKnown(json, "leader", status.leader());
        writeKnown(json, "leaderUri", status.leaderUri());
        writeKnown(json, "leadingSince", since.map(Instant::toString));
        writeKnownNumber(json, "lastContactMillis", status.lastContact().map(Duration::toMillis));
    }

    private static void writeKnown(JsonGenerator json, String name, Optional<String> text) throws IOException {
        json.writeFieldName(name);
        if (text.isPresent()) {
            json.writeString(text.get());
        } else {
            json.writeNull();
        }
    }

    private static void writeKnownNumber(JsonGenerator json, String name, Optional<Long> number) throws IOException {
        json.writeFieldName(name);
        if (number.isPresent()) {
            json.writeNumber(number.get());
        } else {
            json.writeNull();
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
        writeKnown(json, "httpUri", member.httpUri());
        json.writeBooleanField("leads", status.leader().equals(Optional.of(member.id())));
        json.writeBooleanField("voter", member.voter());
        json.writeBooleanField("admitted", member.admitted());
        json.writeBooleanField("active", member.active());
        json.writeNumberField("priority", member.priority());
        writeKnownNumber(json, "matchIndex", member.matchIndex());
        writeKnownNumber(json, "behind", member.matchIndex().map(match -> Math.max(0, status.lastIndex() - match)));
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : new TreeMap<>(member.labels()).entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
