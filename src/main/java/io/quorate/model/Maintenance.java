package io.quorate.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A lock on one server, held by an operator or a running operation: it is neither analysed nor touched by others.
 *
 * @param id unique within the group of nodes
 * @param ends when it lapses by itself; empty when it holds until it is ended
 */
public record Maintenance(
        long id, InstanceKey key, String owner, String reason, Instant begins, Optional<Instant> ends) {

    public boolean isActiveAt(Instant now) {
        return ends.isEmpty() || now.isBefore(ends.get());
    }
}
