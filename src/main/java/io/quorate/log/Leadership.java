package io.quorate.log;

import java.util.Optional;

/**
 * Who leads, as this node knows it now.
 *
 * @param isLeader whether this node may change things
 * @param epoch grows with each new leadership; a plan made in one epoch must not be carried on in another
 * @param leader the leading node's name; empty while there is none
 */
public record Leadership(boolean isLeader, long epoch, Optional<String> leader) {

    /** No leader is known. */
    public static final Leadership NONE = new Leadership(false, 0, Optional.empty());
}
