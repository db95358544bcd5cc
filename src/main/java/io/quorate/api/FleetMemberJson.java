package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.Condition;
import io.quorate.model.Downtime;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Maintenance;
import io.quorate.model.Member;
import io.quorate.model.Problem;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ReplicationError;
import io.quorate.model.Thresholds;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One server of {@link FleetJson}. Holds nothing that changes with every probe of a healthy server, such as positions
 * and ages: watchers are told of a cluster whenever this text differs. What is not known is {@code null}.
 */
final class FleetMemberJson {

    private final Thresholds thresholds;
    private final Instant now;

    FleetMemberJson(Thresholds thresholds, Instant now) {
        this.thresholds = thresholds;
        this.now = now;
    }

    void write(JsonGenerator json, Member member) throws IOException {
        Condition condition = Condition.of(member, thresholds, now);
        json.writeStartObject();
        writePlace(json, member);
        writeChecks(json, member);
        writeServer(json, member);
        writeLink(json, member);
        json.writeStringField("status", condition.status());
        Json.writeStrings(
                json,
                "problems",
                condition.problems().stream().map(Problem::word).toList());
        writeDowntime(json, member.annotations().downtime().filter(d -> d.isActiveAt(now)));
        writeMaintenance(json, member.annotations().maintenance().filter(m -> m.isActiveAt(now)));
        json.writeEndObject();
    }

    private static void writePlace(JsonGenerator json, Member member) throws IOException {
        json.writeStringField("key", member.key().toString());
        json.writeStringField("host", member.key().host());
        json.writeNumberField("port", member.key().port());
        json.writeStringField("alias", member.instance().map(Instance::alias).orElse(""));
        FleetJson.optional(json, "source", member.observation().above().map(InstanceKey::toString));
        json.writeNumberField("depth", member.depth());
        json.writeBooleanField("isCoPrimary", member.isCoPrimary());
        json.writeStringField("dataCenter", member.place().dataCenter());
    }

    private static void writeChecks(JsonGenerator json, Member member) throws IOException {
        json.writeBooleanField("isReachable", member.isLastCheckValid());
        FleetJson.optional(json, "failure", member.observation().failure().map(f -> f.message()));
        FleetJson.optional(
                json, "failingSince", member.observation().failingSince().map(Timestamps::rfc3339));
    }

    private static void writeServer(JsonGenerator json, Member member) throws IOException {
        Optional<Instance> instance = member.instance();
        FleetJson.optional(
                json, "flavor", instance.map(i -> i.version().flavor().displayName()));
        FleetJson.optional(json, "version", instance.map(i -> i.version().text()));
        FleetJson.flag(json, "isReadOnly", instance.map(Instance::isReadOnly));
        FleetJson.flag(json, "logsUpdates", instance.map(i -> i.binaryLog().logsReplicaUpdates()));
        json.writeBooleanField(
                "hasErrantGtids", instance.map(i -> i.gtid().hasErrant()).orElse(false));
        json.writeStringField("promotionRule", member.promotionRule().word());
    }

    private static void writeLink(JsonGenerator json, Member member) throws IOException {
        Optional<Instance> instance = member.instance();
        FleetJson.flag(
                json, "isReplicating", instance.filter(Instance::isReplica).map(Instance::isReplicating));
        Optional<Long> lag = member.lag().seconds();
        if (lag.isPresent()) {
            json.writeNumberField("lagSeconds", lag.get());
        } else {
            json.writeNullField("lagSeconds");
        }
        Optional<ReplicationChannel> channel = instance.flatMap(Instance::channel);
        if (channel.isPresent()) {
            json.writeFieldName("channel");
            writeChannel(json, channel.get());
        } else {
            json.writeNullField("channel");
        }
    }

    private static void writeChannel(JsonGenerator json, ReplicationChannel channel) throws IOException {
        Optional<String> error = Stream.of(channel.ioError(), channel.sqlError())
                .filter(ReplicationError::isPresent)
                .map(ReplicationError::message)
                .findFirst();
        json.writeStartObject();
        json.writeStringField("io", word(channel.ioThread()));
        json.writeStringField("sql", word(channel.sqlThread()));
        FleetJson.optional(json, "error", error);
        json.writeBooleanField("isDetached", channel.source().isDetached());
        json.writeNumberField("delaySeconds", channel.configuredDelay().toSeconds());
        json.writeEndObject();
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static void writeDowntime(JsonGenerator json, Optional<Downtime> downtime) throws IOException {
        if (downtime.isEmpty()) {
            json.writeNullField("downtime");
            return;
        }
        json.writeObjectFieldStart("downtime");
        json.writeStringField("owner", downtime.get().owner());
        json.writeStringField("reason", downtime.get().reason());
        json.writeStringField("until", Timestamps.rfc3339(downtime.get().ends()));
        json.writeEndObject();
    }

    private static void writeMaintenance(JsonGenerator json, Optional<Maintenance> maintenance) throws IOException {
        if (maintenance.isEmpty()) {
            json.writeNullField("maintenance");
            return;
        }
        json.writeObjectFieldStart("maintenance");
        json.writeStringField("owner", maintenance.get().owner());
        json.writeStringField("reason", maintenance.get().reason());
        FleetJson.optional(json, "until", maintenance.get().ends().map(Timestamps::rfc3339));
        json.writeEndObject();
    }
}
