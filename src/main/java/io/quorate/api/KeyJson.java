package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.model.BinlogCoordinates;
import io.quorate.model.InstanceKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** The small shapes that others are made of: keys, coordinates, numbers that may be missing. */
public final class KeyJson {

    private static final InstanceKey NONE = new InstanceKey("", 0);

    private KeyJson() {}

    public static Json.Body of(InstanceKey key) {
        return json -> write(json, key);
    }

    /** {@code {"Hostname":"db1","Port":3306}}. */
    public static void write(JsonGenerator json, InstanceKey key) throws IOException {
        json.writeStartObject();
        json.writeStringField("Hostname", key.host());
        json.writeNumberField("Port", key.port());
        json.writeEndObject();
    }

    static void field(JsonGenerator json, String name, InstanceKey key) throws IOException {
        json.writeFieldName(name);
        write(json, key);
    }

    /** No key is the empty key. */
    static void field(JsonGenerator json, String name, Optional<InstanceKey> key) throws IOException {
        field(json, name, key.orElse(NONE));
    }

    static void keys(JsonGenerator json, String name, Collection<InstanceKey> keys) throws IOException {
        json.writeFieldName(name);
        Json.writeArray(json, keys, KeyJson::write);
    }

    static void coordinates(JsonGenerator json, String name, BinlogCoordinates at) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("LogFile", at.file());
        json.writeNumberField("LogPos", at.position());
        json.writeNumberField("Type", at.kind() == BinlogCoordinates.Kind.RELAY_LOG ? 1 : 0);
        json.writeEndObject();
    }

    /** {@code {"Int64":3,"Valid":true}}, or 0 and false when not known. */
    static void nullable(JsonGenerator json, String name, Optional<Long> value) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("Int64", value.orElse(0L));
        json.writeBooleanField("Valid", value.isPresent());
        json.writeEndObject();
    }

    static void nanos(JsonGenerator json, String name, Duration duration) throws IOException {
        json.writeNumberField(name, duration.toNanos());
    }
}
