package io.quorate.sandbox;

/** A sandbox server could not be prepared, started, stopped or asked; the message names it and shows its log's end. */
public class SandboxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
