package io.quorate.cluster;

import java.util.List;

/**
 * Where a node lives.
 *
 * @param inner its address for the other nodes
 * @param outer its address for clients and for the test: the same, or one that stays reachable when nodes are cut off
 *     from each other
 * @param prefix of commands that are to run there; empty on the machine itself
 */
public record Place(String inner, String outer, List<String> prefix) {
    public Place {
        prefix = List.copyOf(prefix);
    }
}
