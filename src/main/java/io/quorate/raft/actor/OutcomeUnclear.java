package io.quorate.raft.actor;

/** It may have happened, or may still happen. A proposal with a request id may be repeated. */
public final class OutcomeUnclear extends RuntimeException {

    public OutcomeUnclear(String reason) {
        super(reason);
    }
}
