package io.quorate.http;

import io.quorate.api.Json;

/**
 * The request cannot be served as it stands; answered as an {@code ERROR} envelope. Thrown while a request is read, so
 * that handlers need not carry the unhappy case; carries no stack trace, since nothing of ours is wrong.
 */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Json.Body details;

    /** @param message one sentence that names the parameter, its value and what was expected */
    BadRequest(String message) {
        this(message, Json.nothing());
    }

    BadRequest(String message, Json.Body details) {
        super(message, null, false, false);
        this.details = details;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    Json.Body details() {
        return details;
    }
}
