package io.quorate.mysql;

import io.quorate.model.InstanceKey;

/** Opens lines to servers. Safe for use by several threads. */
public interface ServerGateways {

    /** A line for probing: short read time-out. Does not connect yet. */
    ServerGateway forProbing(InstanceKey key);

    /** A line for changing things: long read time-out, a connection of its own. Does not connect yet. */
    ServerGateway forOperations(InstanceKey key);
}
