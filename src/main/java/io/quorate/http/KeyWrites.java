package io.quorate.http;

import akka.http.javadsl.model.HttpRequest;
import akka.util.ByteString;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quorate.statemachine.KeyValueChange;
import io.quorate.statemachine.KeyValueChange.Condition;
import io.quorate.statemachine.KeyValueChange.PutKeyValues;
import io.quorate.statemachine.KeyValueChange.WriteKeyValues;
import io.quorate.statemachine.KeyValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** Reads changes of keys from requests. All keys of one body become one change: all of them are written, or none. */
final class KeyWrites {

    /** Escapes may make a text several times longer than it is. */
    static final int LONGEST_BODY = 4 * 1024 * 1024;

    /** All keys and values of one change, in UTF-8: it must fit into one message between nodes. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** Keys are as many as there are: a table of the names seen would only grow and be locked. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private KeyWrites() {}

    /**
     * An object of texts; empty when it has no field.
     *
     * @throws BadRequest when it is something else, or too long
     */
    static Optional<KeyValueChange> puts(HttpRequest request, ByteString body) {
        SortedMap<String, String> pairs = pairs(body.toArrayUnsafe());
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        List<Condition> conditions = conditions(request, pairs.keySet());
        return Optional.of(
                conditions.isEmpty()
                        ? new PutKeyValues(pairs)
                        : new WriteKeyValues(conditions, pairs, TreePSet.empty()));
    }

    static KeyValueChange delete(HttpRequest request, String key) {
        return new WriteKeyValues(conditions(request, List.of(key)), TreePMap.empty(), TreePSet.singleton(key));
    }

    private static List<Condition> conditions(HttpRequest request, Collection<String> keys) {
        if (KeyQuery.isEmpty(request)) {
            return List.of();
        }
        KeyQuery query = KeyQuery.of(request);
        List<Condition> conditions = new ArrayList<>();
        for (String key : keys) {
            query.condition(key).ifPresent(conditions::add);
        }
        return conditions;
    }

    private static SortedMap<String, String> pairs(byte[] body) {
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new BadRequest("the body is not a JSON object of keys and values");
            }
            SortedMap<String, String> pairs = new TreeMap<>();
            long bytes = 0;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String key = in.currentName();
                if (in.nextToken() != JsonToken.VALUE_STRING) {
                    throw new BadRequest("the value of key '" + key + "' is not a text");
                }
                String value = in.getText();
                KeyValues.problemWith(key, value).ifPresent(problem -> {
                    throw new BadRequest(problem);
                });
                bytes += utf8Length(key) + utf8Length(value);
                pairs.put(key, value);
            }
            if (bytes > MOST_BYTES) {
                throw new BadRequest("the keys and values of one body are " + bytes + " bytes, at most " + MOST_BYTES
                        + " are taken; send several");
            }
            return pairs;
        } catch (IOException e) {
            throw new BadRequest("the body is not JSON");
        }
    }

    private static int utf8Length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Two chars of a surrogate pair make four bytes.
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }
}
