package io.quorate.raft.actor;

import io.quorate.raft.core.log.Bytes;

/**
 * What the group agrees about. Pure and deterministic: the same commands in the same order give the same states and
 * results on every node, whatever its clock, locale and version of the JDK.
 *
 * @param <S> an immutable state
 */
public interface StateMachine<S> {

    S empty();

    /**
     * Applies one command. Must not fail: a command that makes no sense has a result that says so.
     *
     * @param index of the entry
     * @param stampMillis log time: the leader's clock when it took the command, never falling along the log
     */
    Applied<S> apply(S state, Bytes command, long index, long stampMillis);

    /** The state as bytes; may take long. */
    Bytes snapshot(S state);

    /** @throws IllegalArgumentException when the bytes are no state */
    S restore(Bytes snapshot);

    /** The state after a command, and what its proposer is answered. */
    record Applied<S>(S state, Bytes result) {}
}
