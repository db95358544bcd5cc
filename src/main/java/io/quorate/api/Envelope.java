package io.quorate.api;

/** The wrapper of most answers: {@code {"Code":"OK"|"ERROR","Message":text,"Details":any}}. */
public final class Envelope {

    private Envelope() {}

    public static Json.Body ok(String message, Json.Body details) {
        return envelope("OK", message, details);
    }

    public static Json.Body error(String message, Json.Body details) {
        return envelope("ERROR", message, details);
    }

    public static Json.Body error(String message) {
        return error(message, Json.nothing());
    }

    private static Json.Body envelope(String code, String message, Json.Body details) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("Code", code);
            json.writeStringField("Message", message);
            json.writeFieldName("Details");
            details.writeTo(json);
            json.writeEndObject();
        };
    }
}
