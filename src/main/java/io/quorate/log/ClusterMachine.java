package io.quorate.log;

import io.quorate.raft.actor.StateMachine;
import io.quorate.raft.core.log.Bytes;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.StateCodec;
import io.quorate.statemachine.Transition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Changes and the state they make, as the group replicates them: bytes. */
final class ClusterMachine implements StateMachine<ClusterState> {

    private static final byte DONE = 0;
    private static final byte REFUSED = 1;

    @Override
    public ClusterState empty() {
        return ClusterState.EMPTY;
    }

    @Override
    public Applied<ClusterState> apply(ClusterState state, Bytes command, long index, long stampMillis) {
        Transition transition = StateCodec.decodeChange(command.unsafeArray()).applyTo(state);
        return new Applied<>(transition.state(), encode(transition.outcome()));
    }

    @Override
    public Bytes snapshot(ClusterState state) {
        return Bytes.owning(StateCodec.encode(state));
    }

    @Override
    public ClusterState restore(Bytes snapshot) {
        return StateCodec.decodeState(snapshot.unsafeArray());
    }

    static Bytes encode(Outcome outcome) {
        return outcome.fold(
                id -> Bytes.owning(ByteBuffer.allocate(1 + Long.BYTES)
                        .put(DONE)
                        .putLong(id)
                        .array()),
                reason -> {
                    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
                    return Bytes.owning(ByteBuffer.allocate(1 + text.length)
                            .put(REFUSED)
                            .put(text)
                            .array());
                });
    }

    static Outcome decode(Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.unsafeArray());
        if (buffer.get() == DONE) {
            return new Outcome.Done(buffer.getLong());
        }
        return Outcome.refused(new String(bytes.unsafeArray(), 1, bytes.size() - 1, StandardCharsets.UTF_8));
    }
}
