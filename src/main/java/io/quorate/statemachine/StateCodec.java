package io.quorate.statemachine;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quorate.model.InstanceKey;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The wire form of changes and of the whole state: CBOR. A change carries its name ({@link #NAMES}), not its class, so
 * that a class may be renamed. Fields that a reader does not know are skipped, so that a newer node's log can be read.
 * Changes of key-value pairs, of which there may be thousands each second, have a shorter form ({@link KeyValueForm}).
 *
 * <p>Safe for use by several threads.
 */
public final class StateCodec {

    /** The name on the wire of each kind of change; a name, once given, is never given another meaning. */
    public static final Map<String, Class<? extends Change>> NAMES = names();

    private static final ObjectMapper MAPPER = mapper();

    private StateCodec() {}

    private static Map<String, Class<? extends Change>> names() {
        Map<String, Class<? extends Change>> names = new TreeMap<>();
        names.put("discover", FleetChange.Discover.class);
        names.put("forget", FleetChange.Forget.class);
        names.put("begin-downtime", NoteChange.BeginDowntime.class);
        names.put("end-downtime", NoteChange.EndDowntime.class);
        names.put("begin-maintenance", NoteChange.BeginMaintenance.class);
        names.put("end-maintenance", NoteChange.EndMaintenance.class);
        names.put("register-candidate", NoteChange.RegisterCandidate.class);
        names.put("put-instance-tag", NoteChange.PutTag.class);
        names.put("delete-instance-tag", NoteChange.DeleteTag.class);
        names.put("register-hostname-unresolve", NoteChange.SetUnresolvedName.class);
        names.put("set-cluster-alias-manual-override", NoteChange.SetAliasOverride.class);
        names.put("register-failure-detection", RecoveryChange.RegisterDetection.class);
        names.put("write-recovery", RecoveryChange.RegisterRecovery.class);
        names.put("replace-recovery", RecoveryChange.ReplaceRecovery.class);
        names.put("record-undertaking", RecoveryChange.RecordUndertaking.class);
        names.put("write-recovery-step", RecoveryChange.RecordSteps.class);
        names.put("resolve-recovery", RecoveryChange.ResolveRecovery.class);
        names.put("abandon-recovery", RecoveryChange.AbandonRecovery.class);
        names.put("ack-recovery", RecoveryChange.Acknowledge.class);
        names.put("set-recoveries-disabled", RecoveryChange.SetRecoveriesDisabled.class);
        names.put("remove-lapsed", HousekeepingChange.RemoveLapsed.class);
        names.put("put-key-values", KeyValueChange.PutKeyValues.class);
        names.put("write-key-values", KeyValueChange.WriteKeyValues.class);
        names.put("submit-pool-instances", RegistrationChange.SubmitPool.class);
        names.put("put-host-attribute", RegistrationChange.PutHostAttribute.class);
        names.put("injected-pseudo-gtid", RegistrationChange.RecordInjectedMarker.class);
        names.put("generate-access-token", RegistrationChange.GenerateAccessToken.class);
        names.put("acquire-access-token", RegistrationChange.AcquireAccessToken.class);
        return Collections.unmodifiableMap(names);
    }

    private static ObjectMapper mapper() {
        SimpleModule keys = new SimpleModule("instance keys as map keys")
                .addKeySerializer(InstanceKey.class, new KeyWriter())
                .addKeyDeserializer(InstanceKey.class, new KeyReader())
                .addSerializer(KeyValues.class, new KeyValuesForm.Writer())
                .addDeserializer(KeyValues.class, new KeyValuesForm.Reader());
        CBORMapper mapper = CBORMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), keys)
                .addMixIn(Change.class, Named.class)
                .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        NAMES.forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
        return mapper;
    }

    public static byte[] encode(Change change) {
        return change instanceof KeyValueChange keyValues
                ? KeyValueForm.encode(keyValues)
                : write(MAPPER, Change.class, change);
    }

    public static byte[] encode(ClusterState state) {
        return write(MAPPER, ClusterState.class, state);
    }

    /** @throws IllegalArgumentException when the bytes are no change that this version knows */
    public static Change decodeChange(byte[] bytes) {
        return KeyValueForm.isForm(bytes) ? KeyValueForm.decode(bytes) : read(bytes, Change.class);
    }

    /** @throws IllegalArgumentException when the bytes are no state */
    public static ClusterState decodeState(byte[] bytes) {
        return read(bytes, ClusterState.class);
    }

    private static <T> byte[] write(ObjectMapper mapper, Class<T> type, T value) {
        try {
            return mapper.writerFor(type).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot encode a " + type.getSimpleName(), e);
        }
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot decode " + bytes.length + " bytes as a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
    private interface Named {}

    private static final class KeyWriter extends JsonSerializer<InstanceKey> {
        @Override
        public void serialize(InstanceKey key, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(key.port() + " " + key.host());
        }
    }

    private static final class KeyReader extends KeyDeserializer {
        @Override
        public Object deserializeKey(String text, DeserializationContext context) {
            int space = text.indexOf(' ');
            return new InstanceKey(text.substring(space + 1), Integer.parseInt(text.substring(0, space)));
        }
    }
}
