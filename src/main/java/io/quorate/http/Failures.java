package io.quorate.http;

import java.util.concurrent.CompletionException;

/** What to tell a person about something that was thrown. */
final class Failures {

    private Failures() {}

    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    static String sentence(Throwable thrown) {
        String message = cause(thrown).getMessage();
        return message == null || message.isBlank() ? cause(thrown).getClass().getSimpleName() : message;
    }
}
