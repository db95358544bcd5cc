package io.quorate.raft.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.message.SnapshotAck;
import io.quorate.raft.core.message.SnapshotChunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final Duration RESEND = Duration.ofMillis(100);
    private static final long LATER = RESEND.toNanos();

    @Test
    void fourPiecesAreUnderWayAndEachAnswerLetsTheNextOut() {
        ChunkSender sender = new ChunkSender(meta(7), random(100, 1), 10, RESEND);
        List<SnapshotChunk> first = sender.next(0, Long.MAX_VALUE, 1, 1);
        assertThat(first).extracting(SnapshotChunk::offset).containsExactly(0L, 10L, 20L, 30L);
        assertThat(sender.next(1, Long.MAX_VALUE, 1, 1)).isEmpty();
        sender.onAck(ack(7, 10), 2);
        assertThat(sender.next(3, Long.MAX_VALUE, 1, 1))
                .extracting(SnapshotChunk::offset)
                .containsExactly(40L);
    }

    @Test
    void silenceMakesItSendAgainFromTheLastAnsweredPlace() {
        ChunkSender sender = new ChunkSender(meta(7), random(100, 1), 10, RESEND);
        var unused = sender.next(0, Long.MAX_VALUE, 1, 1);
        sender.onAck(ack(7, 20), 1);
        assertThat(sender.next(LATER + 2, Long.MAX_VALUE, 1, 1))
                .extracting(SnapshotChunk::offset)
                .containsExactly(20L, 30L, 40L, 50L);
        assertThat(unused).hasSize(4);
    }

    @Test
    void anAnswerThatWasOvertakenSendsNothingAgain() {
        ChunkSender sender = new ChunkSender(meta(7), random(100, 1), 10, RESEND);
        assertThat(sender.next(0, Long.MAX_VALUE, 1, 1)).hasSize(4);
        sender.onAck(ack(7, 30), 1);
        assertThat(sender.next(2, Long.MAX_VALUE, 1, 1)).hasSize(3);
        sender.onAck(ack(7, 10), 3);
        assertThat(sender.next(4, Long.MAX_VALUE, 1, 1)).isEmpty();
    }

    @Test
    void goesBackToWhereARestartedReceiverIsOnceNothingMoves() {
        ChunkSender sender = new ChunkSender(meta(7), random(100, 1), 10, RESEND);
        assertThat(sender.next(0, Long.MAX_VALUE, 1, 1)).hasSize(4);
        sender.onAck(ack(7, 40), 1);
        sender.onAck(ack(7, 0), 2);
        assertThat(sender.next(LATER + 2, Long.MAX_VALUE, 1, 1))
                .extracting(SnapshotChunk::offset)
                .containsExactly(0L, 10L, 20L, 30L);
    }

    @Test
    void theRateIsTheCallers() {
        ChunkSender sender = new ChunkSender(meta(7), random(100, 1), 10, RESEND);
        assertThat(sender.next(0, 15, 1, 1)).hasSize(2);
        assertThat(sender.next(0, 0, 1, 1)).isEmpty();
    }

    @Test
    void arrivesThroughLossRepetitionAndDisorder() {
        for (int size : new int[] {0, 1, 10, 16, 1000, 4097}) {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            Bytes whole = random(size, seed);
            ChunkSender sender = new ChunkSender(meta(7), whole, 16, RESEND);
            ChunkReceiver receiver = new ChunkReceiver(1 << 20);
            Optional<ChunkReceiver.Received> received = Optional.empty();
            List<SnapshotChunk> net = new ArrayList<>();
            for (long now = 0; received.isEmpty() && now < 100_000 * LATER; now += LATER / 3) {
                net.addAll(sender.next(now, Long.MAX_VALUE, 1, 1));
                while (!net.isEmpty() && received.isEmpty()) {
                    SnapshotChunk piece = net.remove(random.nextInt(net.size()));
                    if (random.nextInt(4) == 0) {
                        continue;
                    }
                    if (random.nextInt(4) == 0) {
                        net.add(piece);
                    }
                    var progress = receiver.onChunk(piece).orElseThrow();
                    received = progress.complete();
                    if (random.nextInt(4) != 0) {
                        sender.onAck(ack(7, progress.nextOffset()), now);
                    }
                }
            }
            assertThat(received.map(ChunkReceiver.Received::whole))
                    .as("seed %d", seed)
                    .contains(whole);
        }
    }

    @Test
    void aLatePieceOfACompleteSnapshotDoesNotBeginItAnew() {
        ChunkReceiver receiver = new ChunkReceiver(1 << 20);
        SnapshotChunk only = new ChunkSender(meta(7), random(5, 1), 16, RESEND)
                .next(0, 99, 1, 1)
                .get(0);
        assertThat(receiver.onChunk(only).orElseThrow().complete()).isPresent();
        var again = receiver.onChunk(only).orElseThrow();
        assertThat(again.complete()).isEmpty();
        assertThat(again.nextOffset()).isEqualTo(5);
    }

    @Test
    void theLastPieceIsRepeatedUntilTheSnapshotIsInstalled() {
        ChunkSender sender = new ChunkSender(meta(7), random(20, 1), 16, RESEND);
        assertThat(sender.next(0, 99, 1, 1)).hasSize(2);
        sender.onAck(ack(7, 20), 1);
        assertThat(sender.next(2, 99, 1, 1)).isEmpty();
        assertThat(sender.next(LATER + 2, 99, 1, 1))
                .extracting(SnapshotChunk::offset)
                .containsExactly(4L);
        sender.onAck(new SnapshotAck(1, 7, 20, true, 1), LATER + 3);
        assertThat(sender.isDone()).isTrue();
        assertThat(sender.next(9 * LATER, 99, 1, 1)).isEmpty();
    }

    @Test
    void bytesOfTwoSnapshotsAreNeverMixed() {
        ChunkReceiver receiver = new ChunkReceiver(1 << 20);
        SnapshotChunk old = new ChunkSender(meta(7), random(32, 1), 16, RESEND)
                .next(0, 99, 1, 1)
                .get(0);
        List<SnapshotChunk> newer = new ChunkSender(meta(9), random(32, 2), 16, RESEND).next(0, 99, 1, 1);
        assertThat(receiver.onChunk(old).orElseThrow().nextOffset()).isEqualTo(16);
        assertThat(receiver.onChunk(newer.get(1)).orElseThrow().nextOffset()).isZero();
        assertThat(receiver.onChunk(old)).isEmpty();
        assertThat(receiver.onChunk(newer.get(0)).orElseThrow().complete()).isPresent();
    }

    @Test
    void anOlderSnapshotOfALaterLeaderTakesThePlaceOfAnUnfinishedOne() {
        ChunkReceiver receiver = new ChunkReceiver(1 << 20);
        List<SnapshotChunk> newer = new ChunkSender(meta(9), random(32, 2), 16, RESEND).next(0, 99, 1, 1);
        List<SnapshotChunk> older = new ChunkSender(meta(7), random(32, 1), 16, RESEND).next(0, 99, 2, 1);
        assertThat(receiver.onChunk(newer.get(0))).isPresent();
        assertThat(receiver.onChunk(older.get(0)).orElseThrow().nextOffset()).isEqualTo(16);
        assertThat(receiver.onChunk(newer.get(1))).isEmpty();
        assertThat(receiver.onChunk(older.get(1)).orElseThrow().complete()).isPresent();
    }

    @Test
    void flippedBytesAreNoticedAndTheTransferBeginsAnew() {
        ChunkReceiver receiver = new ChunkReceiver(1 << 20);
        SnapshotChunk good = new ChunkSender(meta(7), random(5, 1), 16, RESEND)
                .next(0, 99, 1, 1)
                .get(0);
        SnapshotChunk bad = new SnapshotChunk(1, good.snapshot(), 5, good.checksum(), 0, random(5, 2), 1);
        assertThat(receiver.onChunk(bad).orElseThrow().nextOffset()).isZero();
        assertThat(receiver.onChunk(good).orElseThrow().complete()).isPresent();
    }

    private static SnapshotAck ack(long snapshot, long next) {
        return new SnapshotAck(1, snapshot, next, false, 1);
    }

    private static SnapshotMeta meta(long index) {
        return new SnapshotMeta(index, 1, 0, new Configuration(new GroupId(new UUID(0, 1)), List.of()), 1);
    }

    private static Bytes random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return Bytes.owning(bytes);
    }
}
