package io.quorate.log;

/** A proposed change may or may not have happened. Read the state before trying again. */
public final class OutcomeUnknown extends RuntimeException {

    public OutcomeUnknown(String message, Throwable cause) {
        super(message, cause);
    }
}
