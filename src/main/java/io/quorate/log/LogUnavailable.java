package io.quorate.log;

/** A proposed change did not happen, and will not: there is no leader, or the log has stopped. Try again later. */
public final class LogUnavailable extends RuntimeException {

    public LogUnavailable(String message) {
        super(message);
    }
}
