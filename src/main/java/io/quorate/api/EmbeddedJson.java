package io.quorate.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Texts that happen to be JSON. Most are not, so that is found out by looking before anything is parsed. */
final class EmbeddedJson {

    /** Names are as many as there are: a table of those seen would only grow and be locked. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Below it a number without a fraction is written without one. */
    private static final double WHOLE = 1e15;

    private EmbeddedJson() {}

    /** Writes the text as the JSON it is; false, with nothing written, when it is none. */
    static boolean write(JsonGenerator json, String text) throws IOException {
        if (!mayBeJson(text) || !isJson(text)) {
            return false;
        }
        try (JsonParser in = FACTORY.createParser(text)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                copy(json, in, token);
            }
        }
        return true;
    }

    private static boolean mayBeJson(String text) {
        String bare = text.strip();
        if (bare.isEmpty()) {
            return false;
        }
        char last = bare.charAt(bare.length() - 1);
        return switch (bare.charAt(0)) {
            case '{' -> last == '}';
            case '[' -> last == ']';
            case '"' -> last == '"' && bare.length() > 1;
            case 't' -> bare.equals("true");
            case 'f' -> bare.equals("false");
            case 'n' -> bare.equals("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> isOfNumberChars(bare);
            default -> false;
        };
    }

    private static boolean isOfNumberChars(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isJson(String text) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            in.nextToken();
            in.skipChildren();
            return in.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static void copy(JsonGenerator json, JsonParser in, JsonToken token) throws IOException {
        switch (token) {
            case VALUE_NUMBER_INT -> json.writeNumber(in.getText());
            case VALUE_NUMBER_FLOAT -> writeNumber(json, in.getDoubleValue());
            default -> json.copyCurrentEvent(in);
        }
    }

    private static void writeNumber(JsonGenerator json, double number) throws IOException {
        if (Math.abs(number) < WHOLE && number == Math.rint(number)) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(number);
        }
    }
}
