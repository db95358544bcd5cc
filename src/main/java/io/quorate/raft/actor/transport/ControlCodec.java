package io.quorate.raft.actor.transport;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.message.AppendResponse;
import io.quorate.raft.core.message.Message;
import io.quorate.raft.core.message.ReadIndexRequest;
import io.quorate.raft.core.message.ReadIndexResponse;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.TimeoutNow;
import io.quorate.raft.core.message.VoteRequest;
import io.quorate.raft.core.message.VoteResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Messages without entries, as CBOR. Names stand for types, so that a class may be renamed; fields that a reader does
 * not know are skipped, so that a newer node may say more.
 */
final class ControlCodec {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = VoteRequest.class, name = "vote?"),
        @JsonSubTypes.Type(value = VoteResponse.class, name = "vote!"),
        @JsonSubTypes.Type(value = AppendResponse.class, name = "append!"),
        @JsonSubTypes.Type(value = SnapshotAck.class, name = "chunk!"),
        @JsonSubTypes.Type(value = TimeoutNow.class, name = "now"),
        @JsonSubTypes.Type(value = ReadIndexRequest.class, name = "read?"),
        @JsonSubTypes.Type(value = ReadIndexResponse.class, name = "read!")
    })
    private interface MessageNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Payload.Protocol.class, name = "raft"),
        @JsonSubTypes.Type(value = Payload.Hello.class, name = "hello"),
        @JsonSubTypes.Type(value = Payload.Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = Payload.AskChange.class, name = "change?"),
        @JsonSubTypes.Type(value = Payload.AskTransfer.class, name = "transfer?"),
        @JsonSubTypes.Type(value = Payload.Answered.class, name = "answer")
    })
    private interface PayloadNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = MembershipChange.AddLearner.class, name = "add"),
        @JsonSubTypes.Type(value = MembershipChange.Promote.class, name = "promote"),
        @JsonSubTypes.Type(value = MembershipChange.Remove.class, name = "remove"),
        @JsonSubTypes.Type(value = MembershipChange.Replace.class, name = "replace"),
        @JsonSubTypes.Type(value = MembershipChange.Bind.class, name = "bind"),
        @JsonSubTypes.Type(value = MembershipChange.Relabel.class, name = "relabel"),
        @JsonSubTypes.Type(value = MembershipChange.Prefer.class, name = "prefer")
    })
    private interface ChangeNames {}

    private static final ObjectMapper MAPPER = CBORMapper.builder()
            .addModule(new Jdk8Module())
            .addMixIn(Message.class, MessageNames.class)
            .addMixIn(Payload.class, PayloadNames.class)
            .addMixIn(MembershipChange.class, ChangeNames.class)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ControlCodec() {}

    static byte[] encode(Payload payload) {
        try {
            return MAPPER.writerFor(Payload.class).writeValueAsBytes(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot encode a " + payload.getClass().getSimpleName(), e);
        }
    }

    /** @throws IllegalArgumentException when the bytes are no message that this version knows */
    static Payload decode(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, Payload.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot decode a message of " + bytes.length + " bytes: " + e.getMessage(), e);
        }
    }
}
