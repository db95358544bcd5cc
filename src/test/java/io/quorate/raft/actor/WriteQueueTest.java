package io.quorate.raft.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.raft.core.Output;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.VoteResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** First the disk, then the promise. */
class WriteQueueTest {

    private static final Output.Outbound VOTE = new Output.Outbound(new NodeId("n2"), new VoteResponse(1, false, true));

    private final WriteQueue queue = new WriteQueue();

    @Test
    void aPromiseLeavesOnlyAfterItsWriteIsOnDisk() {
        queue.add(step(1, List.of(term(1)), List.of(VOTE)));
        assertThat(queue.next()).contains(new WriteQueue.Batch(1, List.of(term(1))));
        assertThat(queue.released()).isEmpty();
        assertThat(queue.written(1)).containsExactly(VOTE);
    }

    @Test
    void allThatWaitsDuringAWriteIsTheNextBatch() {
        queue.add(step(1, List.of(term(1)), List.of()));
        assertThat(queue.next()).isPresent();
        queue.add(step(2, List.of(term(2)), List.of(VOTE)));
        queue.add(step(3, List.of(term(3)), List.of()));
        assertThat(queue.next()).as("one batch at a time").isEmpty();
        assertThat(queue.written(1)).as("promised by the second").isEmpty();
        assertThat(queue.next()).contains(new WriteQueue.Batch(3, List.of(term(2), term(3))));
        assertThat(queue.written(3)).containsExactly(VOTE);
    }

    @Test
    void aPromiseWithoutAWriteOfItsOwnWaitsForThoseBefore() {
        queue.add(step(1, List.of(term(1)), List.of()));
        assertThat(queue.next()).isPresent();
        queue.add(step(2, List.of(), List.of(VOTE)));
        assertThat(queue.written(1)).isEmpty();
        assertThat(queue.next()).contains(new WriteQueue.Batch(2, List.of()));
        assertThat(queue.written(2)).containsExactly(VOTE);
    }

    private static Write term(long term) {
        return new Write.HardState(term, Optional.empty());
    }

    private static Output step(long token, List<Write> writes, List<Output.Outbound> after) {
        return new Output(
                token,
                writes,
                List.of(),
                after,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
