package io.quorate.operations.run;

import java.util.Optional;

/** Asked before each step that changes a server: may we still? Called from any thread; must be quick. */
@FunctionalInterface
public interface Fence {

    /** Always open, for what needs no consent. */
    Fence OPEN = Optional::empty;

    /** Why not, as a sentence; empty while we may. */
    Optional<String> objection();

    /** Closed as soon as one of the two is. */
    default Fence and(Fence other) {
        return () -> objection().or(other::objection);
    }
}
