package io.quorate.raft.actor.storage;

import io.quorate.raft.actor.wire.BinaryIn;
import io.quorate.raft.actor.wire.BinaryOut;
import io.quorate.raft.actor.wire.EntryCodec;
import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.SnapshotMeta;

/** A snapshot as one piece of bytes: the same in the store and on the way to another node. */
public record StoredSnapshot(Bytes bytes) {

    private static final byte VERSION = 1;

    /**
     * What is in it.
     *
     * @param sessions the table of answered requests
     * @param shell what the shell itself keeps in the replicated state
     * @param state the state machine's
     */
    public record Content(SnapshotMeta meta, Bytes sessions, Bytes shell, Bytes state) {}

    public static StoredSnapshot of(Content content) {
        BinaryOut out =
                new BinaryOut(1024 + content.sessions().size() + content.state().size());
        out.putByte(VERSION);
        EntryCodec.putSnapshotMeta(out, content.meta());
        out.putBytes(content.sessions()).putBytes(content.shell()).putBytes(content.state());
        return new StoredSnapshot(Bytes.owning(out.toArray()));
    }

    /** @throws IllegalArgumentException when the bytes are no snapshot that this version knows */
    public Content content() {
        BinaryIn in = new BinaryIn(bytes.unsafeArray());
        byte version = in.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "a snapshot of version " + version + "; this program knows " + VERSION + ": upgrade this node");
        }
        Content content = new Content(EntryCodec.getSnapshotMeta(in), in.getBytes(), in.getBytes(), in.getBytes());
        in.end();
        return content;
    }
}
