package io.quorate.raft.actor;

import io.quorate.raft.actor.wire.BinaryIn;
import io.quorate.raft.actor.wire.BinaryOut;
import io.quorate.raft.core.log.Bytes;
import java.util.Arrays;

/** What an entry's data is: something for the state machine, or for the shell. One byte in front tells which. */
sealed interface ShellCommand {

    byte MACHINE = 0;
    byte NODES_REACHED = 1;
    byte CLUSTER_FOUNDED = 2;

    /** For the state machine. */
    record ForMachine(Bytes data) implements ShellCommand {}

    /** The configuration has become what this list of nodes wants. */
    record NodesReached(String nodes) implements ShellCommand {}

    /** The Akka cluster begins at this address. */
    record ClusterFounded(String address, int epoch) implements ShellCommand {}

    default Bytes encode() {
        if (this instanceof ForMachine machine) {
            byte[] bytes = new byte[machine.data().size() + 1];
            bytes[0] = MACHINE;
            System.arraycopy(
                    machine.data().unsafeArray(), 0, bytes, 1, machine.data().size());
            return Bytes.owning(bytes);
        }
        BinaryOut out = new BinaryOut(64);
        if (this instanceof NodesReached reached) {
            out.putByte(NODES_REACHED).putText(reached.nodes());
        } else {
            ClusterFounded founded = (ClusterFounded) this;
            out.putByte(CLUSTER_FOUNDED).putText(founded.address()).putInt(founded.epoch());
        }
        return Bytes.owning(out.toArray());
    }

    /** @throws IllegalArgumentException when this version does not know it */
    static ShellCommand decode(Bytes data) {
        byte[] bytes = data.unsafeArray();
        if (bytes.length > 0 && bytes[0] == MACHINE) {
            return new ForMachine(Bytes.owning(Arrays.copyOfRange(bytes, 1, bytes.length)));
        }
        BinaryIn in = new BinaryIn(bytes);
        byte kind = in.getByte();
        return switch (kind) {
            case NODES_REACHED -> new NodesReached(in.getText());
            case CLUSTER_FOUNDED -> new ClusterFounded(in.getText(), in.getInt());
            default -> throw new IllegalArgumentException("a command of kind " + kind + ": upgrade this node");
        };
    }
}
