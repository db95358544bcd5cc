package io.quorate.mysql;

import io.quorate.model.ProbeFailure;

/**
 * A server could not be reached, refused, or answered with an error. The message is a sentence for people that names
 * the server, what was tried and what came back; it holds no secret.
 */
public final class ServerException extends Exception {

    private final transient ProbeFailure failure;
    private final int errorNumber;

    /** @param errorNumber the server's error number; 0 when the error is not the server's */
    public ServerException(ProbeFailure failure, int errorNumber, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
        this.errorNumber = errorNumber;
    }

    /** What kind of failure it is, in the form observations keep. */
    public ProbeFailure failure() {
        return failure;
    }

    public int errorNumber() {
        return errorNumber;
    }
}
