package io.quorate.raft.actor.storage;

import io.quorate.raft.actor.wire.BinaryIn;
import io.quorate.raft.actor.wire.BinaryOut;
import io.quorate.raft.actor.wire.EntryCodec;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import java.util.ArrayList;
import java.util.List;

/**
 * Journal events as bytes: a version, the parts, a CRC-32C over all of it. The journal has a checksum of each row, which
 * finds rows that changed on disk; this one also finds what changed before it reached the journal or after it left it.
 */
final class JournalEventCodec {

    private static final byte VERSION = 1;
    private static final byte HARD_STATE = 1;
    private static final byte SPLICE = 2;
    private static final byte INSTALL = 3;
    private static final byte COMPACT = 4;

    private JournalEventCodec() {}

    static byte[] encode(JournalEvent event) {
        BinaryOut out = new BinaryOut(256 + expectedSize(event));
        out.putByte(VERSION);
        out.putOptional(event.identity(), JournalEventCodec::putIdentity);
        out.putInt(event.writes().size());
        event.writes().forEach(write -> putWrite(out, write));
        out.putOptional(event.base(), JournalEventCodec::putBase);
        return out.putChecksumFrom(0).toArray();
    }

    private static int expectedSize(JournalEvent event) {
        int size = 0;
        for (Write write : event.writes()) {
            if (write instanceof Write.Splice splice) {
                size += splice.entries().stream()
                        .mapToInt(entry -> entry.sizeBytes())
                        .sum();
            }
        }
        return size;
    }

    /** @throws IllegalArgumentException when the bytes are damaged or of a newer version */
    static JournalEvent decode(byte[] bytes) {
        BinaryIn in = new BinaryIn(bytes);
        byte version = in.getByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("a journal event of version " + version + "; this program knows "
                    + VERSION + ": run the version that wrote it, or a newer one");
        }
        var identity = in.getOptional(JournalEventCodec::getIdentity);
        List<Write> writes = new ArrayList<>();
        for (int left = in.getCount(1); left > 0; left--) {
            writes.add(getWrite(in));
        }
        var base = in.getOptional(JournalEventCodec::getBase);
        in.verifyChecksumFrom(0);
        in.end();
        return new JournalEvent(identity, writes, base);
    }

    private static void putWrite(BinaryOut out, Write write) {
        if (write instanceof Write.HardState hard) {
            out.putByte(HARD_STATE).putLong(hard.term()).putOptional(hard.votedFor(), JournalEventCodec::putNode);
        } else if (write instanceof Write.Splice splice) {
            out.putByte(SPLICE).putLong(splice.from());
            EntryCodec.putEntries(out, splice.entries());
        } else if (write instanceof Write.Install install) {
            out.putByte(INSTALL);
            EntryCodec.putSnapshotMeta(out, install.snapshot());
        } else {
            Write.Compact compact = (Write.Compact) write;
            out.putByte(COMPACT).putLong(compact.firstIndex());
            EntryCodec.putSnapshotMeta(out, compact.snapshot());
        }
    }

    private static Write getWrite(BinaryIn in) {
        byte kind = in.getByte();
        return switch (kind) {
            case HARD_STATE -> new Write.HardState(in.getLong(), in.getOptional(JournalEventCodec::getNode));
            case SPLICE -> new Write.Splice(in.getLong(), EntryCodec.getEntries(in));
            case INSTALL -> new Write.Install(EntryCodec.getSnapshotMeta(in));
            case COMPACT -> getCompact(in);
            default ->
                throw new IllegalArgumentException("a write of kind " + kind + ", which this version does not know");
        };
    }

    private static Write.Compact getCompact(BinaryIn in) {
        long firstIndex = in.getLong();
        return new Write.Compact(EntryCodec.getSnapshotMeta(in), firstIndex);
    }

    private static void putIdentity(BinaryOut out, JournalEvent.Identity identity) {
        putNode(out, identity.node());
        out.putUuid(identity.incarnation().id());
    }

    private static JournalEvent.Identity getIdentity(BinaryIn in) {
        return new JournalEvent.Identity(getNode(in), new Incarnation(in.getUuid()));
    }

    private static void putBase(BinaryOut out, JournalEvent.Base base) {
        putIdentity(out, base.identity());
        out.putLong(base.term())
                .putOptional(base.votedFor(), JournalEventCodec::putNode)
                .putOptional(base.snapshot(), EntryCodec::putSnapshotMeta)
                .putLong(base.firstIndex())
                .putLong(base.baseTerm())
                .putLong(base.lastIndex());
    }

    private static JournalEvent.Base getBase(BinaryIn in) {
        return new JournalEvent.Base(
                getIdentity(in),
                in.getLong(),
                in.getOptional(JournalEventCodec::getNode),
                in.getOptional(EntryCodec::getSnapshotMeta),
                in.getLong(),
                in.getLong(),
                in.getLong());
    }

    private static void putNode(BinaryOut out, NodeId node) {
        out.putText(node.text());
    }

    private static NodeId getNode(BinaryIn in) {
        return new NodeId(in.getText());
    }
}
