package io.quorate.raft.actor;

import io.quorate.raft.actor.wire.BinaryIn;
import io.quorate.raft.actor.wire.BinaryOut;
import io.quorate.raft.core.log.Bytes;
import java.util.Optional;

/**
 * What the shell itself keeps in the replicated state, beside the state machine's.
 *
 * @param nodes the list of nodes to which the configuration was brought last; an operator's later changes stand until
 *     another list is configured
 * @param founding where the Akka cluster was founded
 */
record ShellState(Optional<String> nodes, Optional<Founding> founding) {

    static final ShellState EMPTY = new ShellState(Optional.empty(), Optional.empty());

    private static final byte VERSION = 1;

    /**
     * The node that joined itself.
     *
     * @param epoch grows with each founding
     */
    record Founding(String address, int epoch) {}

    ShellState with(ShellCommand command) {
        if (command instanceof ShellCommand.NodesReached reached) {
            return new ShellState(Optional.of(reached.nodes()), founding);
        }
        if (command instanceof ShellCommand.ClusterFounded founded
                && founding.map(Founding::epoch).orElse(0) < founded.epoch()) {
            return new ShellState(nodes, Optional.of(new Founding(founded.address(), founded.epoch())));
        }
        return this;
    }

    Bytes encode() {
        return Bytes.owning(new BinaryOut(64)
                .putByte(VERSION)
                .putOptional(nodes, BinaryOut::putText)
                .putOptional(founding, (out, f) -> out.putText(f.address()).putInt(f.epoch()))
                .toArray());
    }

    static ShellState decode(Bytes bytes) {
        BinaryIn in = new BinaryIn(bytes.unsafeArray());
        if (in.getByte() != VERSION) {
            throw new IllegalArgumentException("a newer version's state: upgrade this node");
        }
        return new ShellState(
                in.getOptional(BinaryIn::getText), in.getOptional(i -> new Founding(i.getText(), i.getInt())));
    }
}
