package io.quorate.raft.actor;

import io.quorate.raft.core.membership.NodeId;
import java.util.Optional;

/**
 * Who leads, as this node knows it.
 *
 * @param isSelf this node does
 * @param leader empty while unknown
 */
public record Tenure(boolean isSelf, long term, Optional<NodeId> leader) {

    static final Tenure NONE = new Tenure(false, 0, Optional.empty());
}
