package io.quorate.raft.actor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.GroupId;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events of the journal add up to what was durable, also when the oldest are gone. */
class ReplayTest {

    private static final JournalEvent.Identity N1 =
            new JournalEvent.Identity(new NodeId("n1"), new Incarnation(new UUID(1, 2)));

    @Test
    void allEventsAddUpToTheState() {
        List<JournalEvent> events = List.of(
                event(Optional.of(N1)),
                event(new Write.HardState(1, Optional.of(N1.node())), splice(1, 1, 1, 1)),
                event(new Write.HardState(2, Optional.empty()), splice(3, 2, 2)));
        Replay replay = replayed(events, 1);
        assertThat(replay.identity()).contains(N1);
        DurableState state = replay.result();
        assertThat(state.term()).isEqualTo(2);
        assertThat(state.log().lastIndex()).isEqualTo(4);
        assertThat(state.log().entry(3).term()).isEqualTo(2);
        assertThat(replay.carriers()).containsEntry(1L, 2L).containsEntry(3L, 3L);
    }

    @Test
    void aTrimmedJournalBeginsInTheMiddleAndItsBaseSaysTheRest() {
        SnapshotMeta snapshot = snapshot(4);
        JournalEvent.Base base = new JournalEvent.Base(N1, 2, Optional.of(N1.node()), Optional.of(snapshot), 4, 1, 6);
        List<JournalEvent> kept = List.of(
                event(splice(3, 1, 1)),
                event(splice(5, 2, 2)),
                new JournalEvent(Optional.empty(), List.of(new Write.Compact(snapshot, 4)), Optional.of(base)),
                event(splice(7, 2)));
        DurableState state = replayed(kept, 20).result();
        assertThat(state.log().firstIndex()).isEqualTo(4);
        assertThat(state.log().lastIndex()).isEqualTo(7);
        assertThat(state.term()).isEqualTo(2);
        assertThat(state.snapshot()).contains(snapshot);
    }

    @Test
    void anInstalledSnapshotTakesTheLogsPlace() {
        DurableState state = replayed(
                        List.of(
                                event(Optional.of(N1)),
                                event(splice(1, 1, 1)),
                                event(new Write.HardState(3, Optional.empty()), new Write.Install(snapshot(50))),
                                event(splice(51, 3))),
                        1)
                .result();
        assertThat(state.log().firstIndex()).isEqualTo(51);
        assertThat(state.log().lastIndex()).isEqualTo(51);
    }

    @Test
    void whatDoesNotFitIsRefusedWithAWayOut() {
        for (List<JournalEvent> broken : List.of(
                List.of(event(splice(1, 1)), event(splice(3, 1))),
                List.of(
                        event(new Write.HardState(5, Optional.empty())),
                        event(new Write.HardState(4, Optional.empty()))),
                List.of(event(splice(2, 1))))) {
            assertThatThrownBy(() -> replayed(broken, 1).result())
                    .isInstanceOf(JournalUnusable.class)
                    .hasMessageContaining("move its journal away");
        }
    }

    @Test
    void eventsSurviveTheirEncodingAndDamageIsFound() {
        JournalEvent.Base base = new JournalEvent.Base(N1, 2, Optional.empty(), Optional.of(snapshot(4)), 4, 1, 6);
        JournalEvent event = new JournalEvent(
                Optional.of(N1),
                List.of(
                        new Write.HardState(2, Optional.of(N1.node())),
                        splice(5, 2, 2),
                        new Write.Compact(snapshot(4), 4),
                        new Write.Install(snapshot(9))),
                Optional.of(base));
        byte[] bytes = JournalEventCodec.encode(event);
        assertThat(JournalEventCodec.decode(bytes)).isEqualTo(event);
        for (int at = 0; at < bytes.length; at++) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= 0x10;
            assertThatThrownBy(() -> JournalEventCodec.decode(flipped)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Replay replayed(List<JournalEvent> events, long firstNr) {
        Replay replay = new Replay();
        long nr = firstNr;
        for (JournalEvent event : events) {
            replay.apply(event, nr++);
        }
        return replay;
    }

    private static JournalEvent event(Write... writes) {
        return new JournalEvent(Optional.empty(), List.of(writes), Optional.empty());
    }

    private static JournalEvent event(Optional<JournalEvent.Identity> identity) {
        return new JournalEvent(identity, List.of(), Optional.empty());
    }

    private static Write splice(long from, long... terms) {
        List<Entry> entries = new ArrayList<>();
        for (long term : terms) {
            entries.add(new Entry(from + entries.size(), term, 0, new Entry.Command(Optional.empty(), Bytes.EMPTY)));
        }
        return new Write.Splice(from, entries);
    }

    private static SnapshotMeta snapshot(long index) {
        return new SnapshotMeta(index, 1, 0, new Configuration(new GroupId(new UUID(0, 1)), List.of()), 1);
    }
}
