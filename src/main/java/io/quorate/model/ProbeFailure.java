package io.quorate.model;

/**
 * Why a probe or a pulse failed.
 *
 * @param message one sentence for people: what was tried and what came back; no secrets
 * @param isPartial whether the server was connected to and told its variables before something else failed
 */
public record ProbeFailure(Kind kind, String message, boolean isPartial) {

    /** What a person would check first. */
    public enum Kind {
        /** The connection was refused or reset: the host lives, the server process does not. */
        REFUSED,
        /** No answer in time: a hung server, a dead host or a broken network. */
        TIMEOUT,
        /** The host name is unknown. */
        UNKNOWN_HOST,
        /** The account or its password was refused, or lacks a privilege. */
        ACCESS_DENIED,
        /** The TLS handshake failed. */
        TLS,
        /** The server answered with another error. */
        SERVER_ERROR
    }

    /** Whether it tells of a server or network that is gone, rather than of a wrong configuration of ours. */
    public boolean isUnreachable() {
        return kind == Kind.REFUSED || kind == Kind.TIMEOUT;
    }
}
