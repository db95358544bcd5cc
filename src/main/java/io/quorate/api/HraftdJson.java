package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.log.GroupStatus;
import io.quorate.log.GroupStatus.MemberStatus;
import io.quorate.statemachine.KeyValues;
import io.quorate.statemachine.KeyWrite;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** hraftd's answers. */
public final class HraftdJson {

    private HraftdJson() {}

    public static Json.Body ok(String message) {
        return answer(true, message);
    }

    public static Json.Body failed(String message) {
        return answer(false, message);
    }

    private static Json.Body answer(boolean ok, String message) {
        return json -> {
            json.writeStartObject();
            json.writeBooleanField("ok", ok);
            json.writeStringField("msg", message);
            json.writeEndObject();
        };
    }

    /** One key; a value that is JSON is written as that JSON, any other as a text. */
    public static byte[] pair(String key, String value) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeFieldName(key);
            if (!EmbeddedJson.write(json, value)) {
                json.writeString(value);
            }
            json.writeEndObject();
        });
    }

    /** Keys that begin so, with their versions. */
    public static Json.Body list(KeyValues store, String prefix, int limit) {
        return json -> {
            json.writeStartObject();
            json.writeNumberField("revision", store.revision());
            json.writeArrayFieldStart("keys");
            int left = limit;
            boolean more = false;
            for (Map.Entry<String, KeyValues.Entry> entry :
                    store.withPrefix(prefix).entrySet()) {
                if (left-- == 0) {
                    more = true;
                    break;
                }
                json.writeStartObject();
                json.writeStringField("key", entry.getKey());
                json.writeStringField("value", entry.getValue().value());
                json.writeNumberField("version", entry.getValue().version());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("more", more);
            json.writeEndObject();
        };
    }

    /** One write, for those who watch. */
    public static Json.Body write(KeyWrite write) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("key", write.key());
            if (write.value().isPresent()) {
                json.writeStringField("value", write.value().get());
            }
            json.writeNumberField("version", write.revision());
            json.writeEndObject();
        };
    }

    /** Numbers of the log as texts; what does not exist here has the value that the old library had. */
    public static Json.Body stats(GroupStatus status) {
        return json -> {
            json.writeStartObject();
            text(json, "applied_index", status.appliedIndex());
            text(json, "commit_index", status.commitIndex());
            text(json, "fsm_pending", Math.max(0, status.commitIndex() - status.appliedIndex()));
            json.writeStringField("last_contact", lastContact(status));
            text(json, "last_log_index", status.lastIndex());
            text(json, "last_log_term", status.lastTerm());
            text(json, "last_snapshot_index", status.snapshotIndex());
            text(json, "last_snapshot_term", status.snapshotTerm());
            json.writeFieldName("latest_configuration");
            Json.writeArray(json, status.members(), (out, member) -> {
                out.writeStartObject();
                out.writeStringField("id", idOf(member));
                out.writeStringField("address", member.address());
                out.writeStringField("suffrage", suffrage(member));
                out.writeEndObject();
            });
            text(json, "latest_configuration_index", status.configurationIndex());
            text(
                    json,
                    "num_peers",
                    status.members().stream()
                            .filter(member -> member.voter() && !member.id().equals(status.self()))
                            .count());
            text(json, "protocol_version", 3);
            text(json, "protocol_version_max", 3);
            text(json, "protocol_version_min", 0);
            text(json, "snapshot_version_max", 1);
            text(json, "snapshot_version_min", 0);
            json.writeStringField("state", status.role());
            text(json, "term", status.term());
            json.writeEndObject();
        };
    }

    private static void text(JsonGenerator json, String name, long number) throws IOException {
        json.writeStringField(name, Long.toString(number));
    }

    private static String lastContact(GroupStatus status) {
        boolean leads = status.leader().equals(Optional.of(status.self()));
        return leads ? "0" : status.lastContact().map(HraftdJson::duration).orElse("never");
    }

    private static String duration(Duration age) {
        double millis = age.toNanos() / 1e6;
        return millis < 1000
                ? String.format(Locale.ROOT, "%.3fms", millis)
                : String.format(Locale.ROOT, "%.3fs", millis / 1000);
    }

    /** All members, as this node knows them. */
    public static Json.Body cluster(GroupStatus status) {
        return json -> {
            json.writeStartObject();
            json.writeFieldName("current");
            writePeer(json, status, Optional.of(status.self()));
            json.writeFieldName("leader");
            writePeer(json, status, status.leader());
            json.writeFieldName("servers");
            Json.writeArray(json, status.members(), (out, member) -> writePeer(out, status, Optional.of(member.id())));
            json.writeEndObject();
        };
    }

    private static void writePeer(JsonGenerator json, GroupStatus status, Optional<String> id) throws IOException {
        Optional<MemberStatus> member = id.flatMap(wanted ->
                status.members().stream().filter(m -> m.id().equals(wanted)).findFirst());
        json.writeStartObject();
        json.writeStringField("address", member.map(MemberStatus::address).orElse(""));
        json.writeStringField("id", member.map(HraftdJson::idOf).orElse(""));
        json.writeStringField("state", member.map(m -> state(status, m)).orElse(""));
        json.writeStringField("suffrage", member.map(HraftdJson::suffrage).orElse(""));
        json.writeEndObject();
    }

    private static String state(GroupStatus status, MemberStatus member) {
        if (member.id().equals(status.self())) {
            return status.role();
        }
        if (status.leader().equals(Optional.of(member.id()))) {
            return "Leader";
        }
        return member.active() ? "Follower" : "Lost";
    }

    private static String suffrage(MemberStatus member) {
        return member.voter() ? "Voter" : "Nonvoter";
    }

    /** hraftd's name of a member: where its HTTP is and where the others reach it; its id where that is not known. */
    public static String idOf(MemberStatus member) {
        return member.httpUri()
                .filter(uri -> !member.id().contains(","))
                .map(uri -> uri.substring(uri.indexOf("//") < 0 ? 0 : uri.indexOf("//") + 2) + "," + member.address())
                .orElse(member.id());
    }

    /** Who a node is. */
    public static Json.Body node(String startTime, String nodeId, String hostname, String address) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("startTime", startTime);
            json.writeStringField("nodeID", nodeId);
            json.writeStringField("hostname", hostname);
            json.writeStringField("IP", address);
            json.writeEndObject();
        };
    }
}
