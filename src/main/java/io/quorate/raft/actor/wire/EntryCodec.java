package io.quorate.raft.actor.wire;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Entries, configurations and names of snapshots as bytes; the same on disk and on the wire. A list of entries carries a
 * CRC-32C of its own, so that it is checked from the leader's memory to the follower's disk and back.
 */
public final class EntryCodec {

    private static final byte COMMAND = 1;
    private static final byte NO_OP = 2;
    private static final byte MEMBERSHIP = 3;

    private EntryCodec() {}

    public static void putEntries(BinaryOut out, List<Entry> entries) {
        int start = out.size();
        out.putInt(entries.size());
        entries.forEach(entry -> putEntry(out, entry));
        out.putChecksumFrom(start);
    }

    public static List<Entry> getEntries(BinaryIn in) {
        int start = in.position();
        int count = in.getCount(25);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(getEntry(in));
        }
        in.verifyChecksumFrom(start);
        return entries;
    }

    private static void putEntry(BinaryOut out, Entry entry) {
        out.putLong(entry.index()).putLong(entry.term()).putLong(entry.stampMillis());
        if (entry.content() instanceof Entry.Command command) {
            out.putByte(COMMAND)
                    .putOptional(command.request(), (o, request) -> o.putText(request.text()))
                    .putBytes(command.data());
        } else if (entry.content() instanceof Entry.Membership membership) {
            out.putByte(MEMBERSHIP);
            putConfiguration(out, membership.configuration());
        } else {
            out.putByte(NO_OP);
        }
    }

    private static Entry getEntry(BinaryIn in) {
        return new Entry(in.getLong(), in.getLong(), in.getLong(), getContent(in));
    }

    private static Entry.Content getContent(BinaryIn in) {
        byte kind = in.getByte();
        return switch (kind) {
            case COMMAND -> new Entry.Command(in.getOptional(i -> new RequestId(i.getText())), in.getBytes());
            case NO_OP -> new Entry.NoOp();
            case MEMBERSHIP -> new Entry.Membership(getConfiguration(in));
            default ->
                throw new IllegalArgumentException(
                        "an entry of kind " + kind + ", which this version does not know: upgrade this node");
        };
    }

    public static void putConfiguration(BinaryOut out, Configuration configuration) {
        out.putUuid(configuration.group().id()).putInt(configuration.members().size());
        for (Member member : configuration.members()) {
            out.putText(member.id().text())
                    .putOptional(member.incarnation(), (o, life) -> o.putUuid(life.id()))
                    .putBoolean(member.isVoter())
                    .putInt(member.priority())
                    .putInt(member.labels().size());
            member.labels().forEach((name, value) -> out.putText(name).putText(value));
        }
    }

    public static Configuration getConfiguration(BinaryIn in) {
        GroupId group = new GroupId(in.getUuid());
        int count = in.getCount(14);
        List<Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(new Member(
                    new NodeId(in.getText()),
                    in.getOptional(o -> new Incarnation(o.getUuid())),
                    in.getBoolean() ? Suffrage.VOTER : Suffrage.LEARNER,
                    in.getInt(),
                    getLabels(in)));
        }
        return new Configuration(group, members);
    }

    private static SortedMap<String, String> getLabels(BinaryIn in) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (int left = in.getCount(8); left > 0; left--) {
            labels.put(in.getText(), in.getText());
        }
        return labels;
    }

    public static void putSnapshotMeta(BinaryOut out, SnapshotMeta meta) {
        out.putLong(meta.index()).putLong(meta.term()).putLong(meta.stampMillis());
        putConfiguration(out, meta.configuration());
        out.putLong(meta.configurationIndex());
    }

    public static SnapshotMeta getSnapshotMeta(BinaryIn in) {
        return new SnapshotMeta(in.getLong(), in.getLong(), in.getLong(), getConfiguration(in), in.getLong());
    }
}
