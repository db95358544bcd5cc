package io.quorate.api;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/**
 * Compact JSON as the old systems wrote it: UTF-8, no newline at the end, and the characters that mean something to
 * HTML and JavaScript escaped wherever they occur. Methods may be called from any thread.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .characterEscapes(new HtmlEscapes())
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Json() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Writes one element of an array. */
    @FunctionalInterface
    public interface Element<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    public static byte[] bytes(Body body) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(1024)) {
            try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
                body.writeTo(json);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON to memory", e);
        }
    }

    public static Body string(String text) {
        return json -> json.writeString(text);
    }

    public static Body number(long value) {
        return json -> json.writeNumber(value);
    }

    /** JSON {@code null}. */
    public static Body nothing() {
        return JsonGenerator::writeNull;
    }

    /** An array, {@code []} when empty. */
    public static <T> Body array(Collection<T> values, Element<? super T> element) {
        return json -> writeArray(json, values, element);
    }

    /** An array, {@code null} when empty: some old endpoints answer so, and clients test for it. */
    public static <T> Body arrayOrNull(Collection<T> values, Element<? super T> element) {
        return values.isEmpty() ? nothing() : array(values, element);
    }

    public static Body strings(Collection<String> values) {
        return array(values, JsonGenerator::writeString);
    }

    static <T> void writeArray(JsonGenerator json, Collection<T> values, Element<? super T> element)
            throws IOException {
        json.writeStartArray();
        for (T value : values) {
            element.write(json, value);
        }
        json.writeEndArray();
    }

    static void writeStrings(JsonGenerator json, String name, Collection<String> values) throws IOException {
        json.writeFieldName(name);
        writeArray(json, values, JsonGenerator::writeString);
    }
}
