package io.quorate.raft.core.membership;

import java.util.UUID;

/** Names a group for ever, from its first entry on; messages of another group are refused. */
public record GroupId(UUID id) {

    @Override
    public String toString() {
        return id.toString();
    }
}
