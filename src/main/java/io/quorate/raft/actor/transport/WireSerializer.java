package io.quorate.raft.actor.transport;

import akka.serialization.SerializerWithStringManifest;
import io.quorate.raft.actor.wire.BinaryIn;
import io.quorate.raft.actor.wire.BinaryOut;
import io.quorate.raft.actor.wire.EntryCodec;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.SnapshotChunk;

/**
 * Messages between nodes as bytes: a version, the header, and then entries and pieces of snapshots in binary, everything
 * else in CBOR; a CRC-32C over all of it.
 */
public final class WireSerializer extends SerializerWithStringManifest {

    private static final byte VERSION = 1;
    private static final byte CONTROL = 0;
    private static final byte APPEND = 1;
    private static final byte CHUNK = 2;
    private static final byte FORWARD = 3;

    /** Unique among serializers and equal on all nodes: never change it. */
    @Override
    public int identifier() {
        return 741_003;
    }

    @Override
    public String manifest(Object value) {
        return "raft";
    }

    @Override
    public byte[] toBinary(Object value) {
        WireMessage message = (WireMessage) value;
        BinaryOut out = new BinaryOut(expectedSize(message.payload()));
        out.putByte(VERSION);
        putHeader(out, message.header());
        putPayload(out, message.payload());
        return out.putChecksumFrom(0).toArray();
    }

    private static int expectedSize(Payload payload) {
        if (payload instanceof Payload.Protocol protocol) {
            if (protocol.message() instanceof AppendRequest append) {
                return 256
                        + append.entries().stream()
                                .mapToInt(entry -> entry.sizeBytes())
                                .sum();
            }
            return protocol.message() instanceof SnapshotChunk chunk
                    ? 4096 + chunk.data().size()
                    : 256;
        }
        return payload instanceof Payload.Forward forward ? 256 + forward.data().size() : 512;
    }

    private static void putHeader(BinaryOut out, WireMessage.Header header) {
        out.putOptional(header.group(), (o, group) -> o.putUuid(group.id()))
                .putText(header.from().text())
                .putUuid(header.incarnation().id())
                .putText(header.address())
                .putOptional(header.to(), (o, node) -> o.putText(node.text()))
                .putLong(header.connection())
                .putLong(header.sequence())
                .putLong(header.sentNanos());
    }

    private static void putPayload(BinaryOut out, Payload payload) {
        if (payload instanceof Payload.Protocol protocol && protocol.message() instanceof AppendRequest append) {
            out.putByte(APPEND)
                    .putLong(append.term())
                    .putLong(append.prevIndex())
                    .putLong(append.prevTerm())
                    .putLong(append.commit())
                    .putLong(append.round());
            EntryCodec.putEntries(out, append.entries());
        } else if (payload instanceof Payload.Protocol protocol && protocol.message() instanceof SnapshotChunk chunk) {
            out.putByte(CHUNK).putLong(chunk.term());
            EntryCodec.putSnapshotMeta(out, chunk.snapshot());
            out.putLong(chunk.totalBytes())
                    .putInt(chunk.checksum())
                    .putLong(chunk.round())
                    .putLong(chunk.offset())
                    .putBytes(chunk.data());
        } else if (payload instanceof Payload.Forward forward) {
            out.putByte(FORWARD).putText(forward.request().text()).putBytes(forward.data());
        } else {
            out.putByte(CONTROL).putRaw(ControlCodec.encode(payload));
        }
    }

    /** Fails with {@code IllegalArgumentException} on damaged bytes; Akka logs it and drops the message. */
    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        BinaryIn in = new BinaryIn(bytes);
        byte version = in.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("a message of version " + version + "; this node speaks " + VERSION);
        }
        WireMessage message = new WireMessage(getHeader(in), getPayload(in));
        in.verifyChecksumFrom(0);
        in.end();
        return message;
    }

    private static WireMessage.Header getHeader(BinaryIn in) {
        return new WireMessage.Header(
                in.getOptional(i -> new GroupId(i.getUuid())),
                new NodeId(in.getText()),
                new Incarnation(in.getUuid()),
                in.getText(),
                in.getOptional(i -> new NodeId(i.getText())),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }

    private static Payload getPayload(BinaryIn in) {
        byte kind = in.getByte();
        return switch (kind) {
            case CONTROL -> ControlCodec.decode(in.getRaw());
            case APPEND -> new Payload.Protocol(getAppend(in));
            case CHUNK -> new Payload.Protocol(getChunk(in));
            case FORWARD -> new Payload.Forward(new RequestId(in.getText()), in.getBytes());
            default ->
                throw new IllegalArgumentException("a message of kind " + kind + ", which this version does not know");
        };
    }

    private static AppendRequest getAppend(BinaryIn in) {
        long term = in.getLong();
        long prevIndex = in.getLong();
        long prevTerm = in.getLong();
        long commit = in.getLong();
        long round = in.getLong();
        return new AppendRequest(term, prevIndex, prevTerm, EntryCodec.getEntries(in), commit, round);
    }

    private static SnapshotChunk getChunk(BinaryIn in) {
        long term = in.getLong();
        var meta = EntryCodec.getSnapshotMeta(in);
        long total = in.getLong();
        int checksum = in.getInt();
        long round = in.getLong();
        long offset = in.getLong();
        return new SnapshotChunk(term, meta, total, checksum, offset, in.getBytes(), round);
    }
}
