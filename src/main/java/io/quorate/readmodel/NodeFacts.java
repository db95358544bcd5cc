package io.quorate.readmodel;

import java.time.Instant;
import java.util.Optional;

/**
 * Who this node is, and how it fares.
 *
 * @param token 64 hexadecimal digits, new at each start
 * @param database where it keeps its state: a file, or {@code host:port}
 * @param trouble why it is not healthy, one sentence; empty when it is
 */
public record NodeFacts(
        String hostname, String token, String version, String database, Instant startedAt, Optional<String> trouble) {

    public boolean isHealthy() {
        return trouble.isEmpty();
    }
}
