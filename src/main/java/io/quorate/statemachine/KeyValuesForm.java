package io.quorate.statemachine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.quorate.statemachine.KeyValues.Entry;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The key-value store inside a stored state: {@code {"revision": n, "keys": [key, value, version, key, …]}}. The first
 * version wrote {@code {"pairs": {key: value}}}; that is still read, every key at version 1.
 */
final class KeyValuesForm {

    private KeyValuesForm() {}

    static final class Writer extends JsonSerializer<KeyValues> {
        @Override
        public void serialize(KeyValues store, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeNumberField("revision", store.revision());
            out.writeArrayFieldStart("keys");
            for (Map.Entry<String, Entry> entry : store.entries().entrySet()) {
                out.writeString(entry.getKey());
                out.writeString(entry.getValue().value());
                out.writeNumber(entry.getValue().version());
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    static final class Reader extends JsonDeserializer<KeyValues> {
        @Override
        public KeyValues deserialize(JsonParser in, DeserializationContext context) throws IOException {
            TreeMap<String, Entry> entries = new TreeMap<>();
            long revision = 0;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "revision" -> revision = in.getLongValue();
                    case "keys" -> readKeys(in, entries);
                    case "pairs" -> {
                        readPairs(in, entries);
                        revision = entries.isEmpty() ? 0 : 1;
                    }
                    default -> in.skipChildren();
                }
            }
            return KeyValues.of(entries, revision);
        }

        private static void readKeys(JsonParser in, Map<String, Entry> entries) throws IOException {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                String key = in.getText();
                in.nextToken();
                String value = in.getText();
                in.nextToken();
                entries.put(key, new Entry(value, in.getLongValue()));
            }
        }

        private static void readPairs(JsonParser in, Map<String, Entry> entries) throws IOException {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String key = in.currentName();
                in.nextToken();
                entries.put(key, new Entry(in.getText(), 1));
            }
        }
    }
}
