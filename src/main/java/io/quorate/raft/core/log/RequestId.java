package io.quorate.raft.core.log;

/**
 * A client's name for one request, unique for at least as long as the client may repeat it.
 *
 * @param text 1 to 128 characters
 */
public record RequestId(String text) {

    public static final int MAX_LENGTH = 128;

    public RequestId {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a request id has 1 to " + MAX_LENGTH + " characters, this one has " + text.length());
        }
    }
}
