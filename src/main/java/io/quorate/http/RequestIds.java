package io.quorate.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of requests: a change that is asked for again under the same id takes effect once. The header is {@code
 * X-Request-Id}, or {@code Idempotency-Key}.
 */
final class RequestIds {

    static final String HEADER = "X-Request-Id";
    private static final String OTHER_HEADER = "Idempotency-Key";

    /** The log takes 128; a request of several changes numbers them behind its id. */
    private static final int LONGEST = 100;

    private RequestIds() {}

    /** The one the client chose; empty when it chose none. */
    static Optional<String> chosen(HttpRequest request) {
        Optional<String> id = header(request, HEADER).or(() -> header(request, OTHER_HEADER));
        id.filter(text -> text.isEmpty() || text.length() > LONGEST).ifPresent(text -> {
            throw new BadRequest(HEADER + ": " + text.length() + " characters, expected 1 to " + LONGEST);
        });
        return id;
    }

    /** The client's, or a new one. */
    static String of(HttpRequest request) {
        return chosen(request).orElseGet(() -> UUID.randomUUID().toString());
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value).map(String::strip);
    }
}
