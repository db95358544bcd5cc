package io.quorate.raft.actor.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.Member;
import io.quorate.raft.core.membership.MembershipChange;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.membership.Suffrage;
import io.quorate.raft.core.message.AppendRequest;
import io.quorate.raft.core.message.AppendResponse;
import io.quorate.raft.core.message.SnapshotChunk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireSerializerTest {

    private static final NodeId N1 = new NodeId("n1");
    private static final Incarnation LIFE = new Incarnation(new UUID(1, 2));
    private static final WireMessage.Header HEADER = new WireMessage.Header(
            Optional.of(new GroupId(new UUID(3, 4))), N1, LIFE, "h:1", Optional.of(new NodeId("n2")), 5, 6, 7);
    private static final Member MEMBER =
            new Member(N1, Optional.of(LIFE), Suffrage.VOTER, 3, new TreeMap<>(Map.of("address", "h:1")));
    private static final Configuration CONFIGURATION = new Configuration(new GroupId(new UUID(3, 4)), List.of(MEMBER));
    private static final AppendRequest APPEND = new AppendRequest(
            8,
            9,
            8,
            List.of(
                    new Entry(10, 8, 11, new Entry.Command(Optional.of(new RequestId("r")), bytes("data"))),
                    new Entry(11, 8, 12, new Entry.NoOp()),
                    new Entry(12, 8, 13, new Entry.Membership(CONFIGURATION))),
            9,
            14);
    private static final SnapshotChunk CHUNK =
            new SnapshotChunk(8, new SnapshotMeta(10, 8, 11, CONFIGURATION, 12), 100, 77, 16, bytes("piece"), 14);

    private final WireSerializer serializer = new WireSerializer();

    @Test
    void everyKindOfMessageComesBackAsItWas() {
        for (Payload payload : List.of(
                new Payload.Protocol(APPEND),
                new Payload.Protocol(CHUNK),
                new Payload.Protocol(new AppendResponse(8, true, 12, 0, 14)),
                new Payload.Hello(true, false, List.of("a", "b"), Map.of("address", "h:1")),
                new Payload.Forward(new RequestId("r"), bytes("data")),
                new Payload.Refused("r", "no leader"),
                new Payload.AskChange(1, new MembershipChange.AddLearner(MEMBER)),
                new Payload.AskChange(2, new MembershipChange.Replace(N1, LIFE)),
                new Payload.AskTransfer(3, Optional.of(N1)),
                new Payload.AskTransfer(3, Optional.empty()),
                new Payload.Answered(4, false, true, "lost"))) {
            WireMessage message = new WireMessage(HEADER, payload);
            assertThat(serializer.fromBinary(serializer.toBinary(message), "raft"))
                    .isEqualTo(message);
        }
    }

    @Test
    void theBytesAreThoseOfTheVersionsBefore() {
        byte[] append = serializer.toBinary(new WireMessage(HEADER, new Payload.Protocol(APPEND)));
        assertThat(HexFormat.of().formatHex(append)).isEqualTo(GOLDEN_APPEND);
        byte[] response = serializer.toBinary(
                new WireMessage(HEADER, new Payload.Protocol(new AppendResponse(8, true, 12, 0, 14))));
        assertThat(serializer.fromBinary(HexFormat.of().parseHex(GOLDEN_RESPONSE), "raft"))
                .isEqualTo(serializer.fromBinary(response, "raft"));
    }

    @Test
    void cutOffOrFlippedBytesAreRefused() {
        for (Payload payload : List.of(new Payload.Protocol(APPEND), new Payload.Protocol(CHUNK))) {
            byte[] good = serializer.toBinary(new WireMessage(HEADER, payload));
            for (int length = 0; length < good.length; length++) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThat(isRefused(cut)).as("cut to %d", length).isTrue();
            }
            for (int at = 0; at < good.length; at++) {
                byte[] flipped = good.clone();
                flipped[at] ^= 0x40;
                assertThat(isRefused(flipped)).as("flipped at %d", at).isTrue();
            }
        }
    }

    private boolean isRefused(byte[] bytes) {
        try {
            Object unused = serializer.fromBinary(bytes, "raft");
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final String GOLDEN_APPEND =
            "010100000000000000030000000000000004000000026e310000000000000001000000000000000200000003683a3101"
                    + "000000026e32000000000000000500000000000000060000000000000007010000000000000008000000000000000900"
                    + "000000000000080000000000000009000000000000000e00000003000000000000000a00000000000000080000000000"
                    + "00000b010100000001720000000464617461000000000000000b0000000000000008000000000000000c020000000000"
                    + "00000c0000000000000008000000000000000d030000000000000003000000000000000400000001000000026e310100"
                    + "000000000000010000000000000002010000000300000001000000076164647265737300000003683a318e8582a29d6f"
                    + "a500";

    private static final String GOLDEN_RESPONSE =
            "010100000000000000030000000000000004000000026e310000000000000001000000000000000200000003683a3101"
                    + "000000026e320000000000000005000000000000000600000000000000070000000049bf61746472616674676d657373"
                    + "616765bf617467617070656e6421647465726d08686163636570746564f565696e6465780c6c636f6e666c6963745465"
                    + "726d0065726f756e640effff5fd5ea5a";
}
