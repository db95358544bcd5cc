package io.quorate.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as text. */
final class Timestamps {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Timestamps() {}

    /** {@code 2026-03-01 10:20:30}, UTC: the form the old systems gave with a MySQL backend. */
    static String text(Instant at) {
        return DATE_TIME.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    }

    /** The same, or empty text for "never". */
    static String text(Optional<Instant> at) {
        return at.map(Timestamps::text).orElse("");
    }

    /** {@code 2026-03-01T10:20:30.123456789Z}. */
    static String rfc3339(Instant at) {
        return at.toString();
    }
}
