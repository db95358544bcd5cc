package io.quorate.app.demo;

/** The demonstration could not show what it promised; the message says what was missing. */
public final class DemoFailed extends RuntimeException {

    public DemoFailed(String message) {
        super(message);
    }
}
