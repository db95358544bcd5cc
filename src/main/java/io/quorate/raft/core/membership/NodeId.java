package io.quorate.raft.core.membership;

/** A node's stable name, chosen by whoever sets the group up. It outlives addresses and disks. */
public record NodeId(String text) implements Comparable<NodeId> {

    public NodeId {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a node id must not be blank");
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
