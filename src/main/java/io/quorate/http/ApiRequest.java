package io.quorate.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.Query;
import akka.http.javadsl.model.Uri;
import akka.http.scaladsl.model.IllegalUriException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request that matched an endpoint: path parameters decoded, query on demand. */
final class ApiRequest {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

    private final HttpRequest http;
    private final Map<String, String> path;
    private final Caller caller;
    private final String id;

    ApiRequest(HttpRequest http, Map<String, String> path, Caller caller, String id) {
        this.http = http;
        this.path = path;
        this.caller = caller;
        this.id = id;
    }

    /** A parameter of the endpoint's own pattern. */
    String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the endpoint has no path parameter " + name);
        }
        return value;
    }

    boolean has(String name) {
        return path.containsKey(name);
    }

    /** The first value of that name in the query, trimmed; empty text when it is missing. */
    String query(String name) {
        return parsedQuery().get(name).map(String::strip).orElse("");
    }

    private Query parsedQuery() {
        try {
            return http.getUri().query(StandardCharsets.UTF_8, Uri.RELAXED);
        } catch (IllegalUriException e) {
            throw new BadRequest(
                    "The query of the request cannot be read; encode it as application/x-www-form-urlencoded");
        }
    }

    /** A whole number in the path. */
    long integer(String name) {
        return asInteger(path(name))
                .orElseThrow(() -> new BadRequest("Invalid " + name + ": '" + path(name) + "' is not a whole number"));
    }

    Optional<Long> asInteger(String text) {
        return INTEGER.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /**
     * What makes a repeated request known as such: {@code X-Request-Id} or {@code Idempotency-Key}, else one made here.
     */
    String id() {
        return id;
    }

    HttpRequest http() {
        return http;
    }

    Caller caller() {
        return caller;
    }
}
