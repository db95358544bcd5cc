package io.quorate.raft.actor.storage;

import akka.serialization.SerializerWithStringManifest;
import io.quorate.raft.core.log.Bytes;

/** Akka's door to the stored forms: events of the log's journal, and snapshots, which are bytes already. */
public final class StorageSerializer extends SerializerWithStringManifest {

    private static final String EVENT = "event";
    private static final String SNAPSHOT = "snapshot";

    /** Unique among serializers and stored in every row: never change it. */
    @Override
    public int identifier() {
        return 741_002;
    }

    @Override
    public String manifest(Object value) {
        return value instanceof JournalEvent ? EVENT : SNAPSHOT;
    }

    @Override
    public byte[] toBinary(Object value) {
        return value instanceof JournalEvent event
                ? JournalEventCodec.encode(event)
                : ((StoredSnapshot) value).bytes().unsafeArray();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return switch (manifest) {
            case EVENT -> JournalEventCodec.decode(bytes);
            case SNAPSHOT -> new StoredSnapshot(Bytes.owning(bytes));
            default -> throw new IllegalArgumentException("unknown kind of stored value: " + manifest);
        };
    }
}
