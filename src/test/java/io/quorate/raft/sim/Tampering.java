package io.quorate.raft.sim;

import io.quorate.raft.core.Input;
import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Write;
import java.util.List;

/**
 * Where a deliberately wrong shell gets its hands between the core and the world. The right one changes nothing, and
 * the checks see what really happens, not what the core wanted.
 */
interface Tampering {

    Tampering NONE = new Tampering() {};

    /** What the core is given instead. */
    default Input input(RaftState state, Input input) {
        return input;
    }

    /** What is done instead of what the core asked for. */
    default Output output(RaftState before, RaftState after, Input input, Output output) {
        return output;
    }

    /** What reaches the disk. */
    default List<Write> writes(List<Write> writes) {
        return writes;
    }

    /** What a node finds after a restart. */
    default DurableState recovered(DurableState durable) {
        return durable;
    }

    /** Whether an entry is given to the state machine a second time. */
    default boolean appliesTwice(long index) {
        return false;
    }

    /** Whether the state machine remembers answered requests. */
    default boolean remembersRequests() {
        return true;
    }

    /** Whether a node says that it leads. */
    default boolean leads(Replica replica, long nowNanos) {
        return replica.state().leadsAt(nowNanos);
    }

    /** Whether a read asks for an index at all. */
    default boolean readsAsk() {
        return true;
    }

    /** Whether a read waits until what was granted is applied. */
    default boolean readsWait() {
        return true;
    }

    /** Whether a snapshot is named by the position of an earlier moment than its content. */
    default boolean namesSnapshotsByTheLastOne() {
        return false;
    }
}
