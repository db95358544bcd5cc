package io.quorate.raft.core.membership;

import java.util.UUID;

/**
 * One life of a node's disk. A node whose journal was lost or copied comes back under a new incarnation, and what it
 * says is not counted until the group has admitted that one: it may have forgotten votes and entries it promised.
 */
public record Incarnation(UUID id) {

    @Override
    public String toString() {
        return id.toString();
    }
}
