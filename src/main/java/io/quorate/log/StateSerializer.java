package io.quorate.log;

import akka.serialization.SerializerWithStringManifest;
import io.quorate.raft.actor.wire.BinaryIn;
import io.quorate.raft.actor.wire.BinaryOut;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.session.Sessions;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.StateCodec;

/** Akka's door to {@link StateCodec}, for the journal and the snapshots. */
public final class StateSerializer extends SerializerWithStringManifest {

    private static final String CHANGE = "change";
    private static final String STATE = "state";
    private static final String REQUESTED = "requested";
    private static final String KEPT = "kept";

    /** Unique among serializers and stored in every row: never change it. */
    @Override
    public int identifier() {
        return 741_001;
    }

    @Override
    public String manifest(Object value) {
        if (value instanceof Change) {
            return CHANGE;
        }
        if (value instanceof Requested) {
            return REQUESTED;
        }
        return value instanceof Kept ? KEPT : STATE;
    }

    @Override
    public byte[] toBinary(Object value) {
        if (value instanceof Change change) {
            return StateCodec.encode(change);
        }
        if (value instanceof Requested requested) {
            return new BinaryOut(256)
                    .putText(requested.request().text())
                    .putLong(requested.stampMillis())
                    .putRaw(StateCodec.encode(requested.change()))
                    .toArray();
        }
        if (value instanceof Kept kept) {
            byte[] state = StateCodec.encode(kept.state());
            return new BinaryOut(state.length + 256)
                    .putBytes(kept.sessions().encode())
                    .putRaw(state)
                    .toArray();
        }
        return StateCodec.encode((ClusterState) value);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        BinaryIn in = new BinaryIn(bytes);
        return switch (manifest) {
            case CHANGE -> StateCodec.decodeChange(bytes);
            case STATE -> StateCodec.decodeState(bytes);
            case REQUESTED -> {
                RequestId request = new RequestId(in.getText());
                long stampMillis = in.getLong();
                yield new Requested(request, StateCodec.decodeChange(in.getRaw()), stampMillis);
            }
            case KEPT -> {
                Sessions sessions = Sessions.decode(in.getBytes());
                yield new Kept(StateCodec.decodeState(in.getRaw()), sessions);
            }
            default -> throw new IllegalArgumentException("unknown kind of stored value: " + manifest);
        };
    }
}
