package io.quorate.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.Query;
import akka.http.javadsl.model.Uri;
import akka.http.scaladsl.model.IllegalUriException;
import io.quorate.statemachine.KeyValueChange.Condition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What stands behind the question mark of a request for keys. */
final class KeyQuery {

    static final int MOST_LISTED = 10_000;

    private final Query query;

    private KeyQuery(Query query) {
        this.query = query;
    }

    static KeyQuery of(HttpRequest request) {
        try {
            return new KeyQuery(request.getUri().query(StandardCharsets.UTF_8, Uri.RELAXED));
        } catch (IllegalUriException e) {
            throw new BadRequest("the query cannot be read; encode it as application/x-www-form-urlencoded");
        }
    }

    /** Whether nothing is asked, found out without building anything. */
    static boolean isEmpty(HttpRequest request) {
        return request.getUri().rawQueryString().isEmpty();
    }

    Optional<String> get(String name) {
        return query.get(name);
    }

    int limit() {
        return get("limit")
                .map(text -> (int) number("limit", text, MOST_LISTED))
                .orElse(MOST_LISTED);
    }

    /** Where to go on; empty when not given. */
    Optional<Long> from() {
        return get("from").map(text -> number("from", text, Long.MAX_VALUE));
    }

    /** The condition on a key that is to be written: {@code ifVersion}, {@code ifValue}, {@code ifAbsent}. */
    Optional<Condition> condition(String key) {
        Optional<Long> version = get("ifVersion").map(text -> number("ifVersion", text, Long.MAX_VALUE));
        Optional<String> value = get("ifValue");
        if (get("ifAbsent").filter(text -> !text.equals("false")).isPresent()) {
            return Optional.of(Condition.absent(key));
        }
        return version.isEmpty() && value.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(key, version, value));
    }

    private static long number(String name, String text, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new BadRequest(name + " '" + text + "' is not a whole number from 0 to " + most);
    }
}
