package io.quorate.sandbox;

import java.time.Duration;
import java.util.Optional;

/**
 * How a replica reads from its source.
 *
 * @param account with which it logs in; the password is the same word
 * @param delay by which it applies later, whole seconds; none if absent
 * @param heartbeat period of the source's signs of life; the server's default if absent
 */
public record ReplicationLink(String account, Optional<Duration> delay, Optional<Duration> heartbeat) {

    public static ReplicationLink standard() {
        return new ReplicationLink(Accounts.REPLICATION, Optional.empty(), Optional.empty());
    }
}
