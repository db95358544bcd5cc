package io.quorate.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A password or token that no log line, error message or dump may show: {@link #toString()} hides it, also inside the
 * records that hold one. Whoever opens a connection asks for the text with {@link #reveal()}, as late as possible.
 */
public final class Secret {

    /** No secret given. */
    public static final Secret NONE = new Secret("");

    private static final String HIDDEN = "***";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps a text, which may be empty. */
    public static Secret of(String text) {
        return text.isEmpty() ? NONE : new Secret(text);
    }

    /** The text itself. Not for messages. */
    public String reveal() {
        return text;
    }

    /** Whether no secret was given. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Same text; takes the same time wherever the texts differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(text), bytes(secret.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@code ***}, or nothing for an empty secret. */
    @Override
    public String toString() {
        return text.isEmpty() ? "" : HIDDEN;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
