package io.quorate.log;

import akka.serialization.SerializerWithStringManifest;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.StateCodec;

/** Akka's door to {@link StateCodec}, for the journal and the snapshots. */
public final class StateSerializer extends SerializerWithStringManifest {

    private static final String CHANGE = "change";
    private static final String STATE = "state";

    /** Unique among serializers and stored in every row: never change it. */
    @Override
    public int identifier() {
        return 741_001;
    }

    @Override
    public String manifest(Object value) {
        return value instanceof Change ? CHANGE : STATE;
    }

    @Override
    public byte[] toBinary(Object value) {
        return value instanceof Change change ? StateCodec.encode(change) : StateCodec.encode((ClusterState) value);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return switch (manifest) {
            case CHANGE -> StateCodec.decodeChange(bytes);
            case STATE -> StateCodec.decodeState(bytes);
            default -> throw new IllegalArgumentException("unknown kind of stored value: " + manifest);
        };
    }
}
