package io.quorate.raft.actor;

import io.quorate.raft.core.membership.NodeId;

/** A node as the configuration names it: its id, and {@code host:port} where it is reached. */
public record Peer(NodeId id, String address) implements Comparable<Peer> {

    /** Where ids are not configured, a node's address is its id. */
    public static Peer of(String address) {
        return new Peer(new NodeId(address), address);
    }

    @Override
    public int compareTo(Peer other) {
        return id.compareTo(other.id);
    }

    /** As lists are compared between nodes. */
    @Override
    public String toString() {
        return id.text().equals(address) ? address : id + "@" + address;
    }
}
