package io.quorate.raft.actor;

import io.quorate.raft.core.Output;
import io.quorate.raft.core.membership.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Who waits for what the core will answer, by the numbers given to it. For the replica's thread only. */
final class Requests {

    /** What becomes of a proposal before it is applied. */
    interface Proposer {
        void appended(long index, long term);

        void refused(String reason, Optional<NodeId> leader);
    }

    /** Answers to what was asked, on this node or by another one. */
    interface Asker {
        void done(String text);

        void failed(String reason, boolean unknown);
    }

    private long numbers;
    private final Map<Long, Proposer> proposers = new HashMap<>();
    private final Map<Long, List<CompletableFuture<Void>>> readers = new HashMap<>();
    private final Map<Long, Asker> askers = new HashMap<>();

    long add(Proposer proposer) {
        proposers.put(++numbers, proposer);
        return numbers;
    }

    long add(List<CompletableFuture<Void>> barriers) {
        readers.put(++numbers, List.copyOf(barriers));
        return numbers;
    }

    long add(Asker asker) {
        askers.put(++numbers, asker);
        return numbers;
    }

    void settle(Output.Proposed proposed) {
        Proposer proposer = proposers.remove(proposed.number());
        if (proposer == null) {
            return;
        }
        if (proposed instanceof Output.Proposed.Appended appended) {
            proposer.appended(appended.index(), appended.term());
        } else {
            Output.Proposed.Refused refused = (Output.Proposed.Refused) proposed;
            proposer.refused(refused.reason(), refused.leader());
        }
    }

    /** @param granted what is to be done with those who may read once the index is applied */
    void settle(Output.ReadAnswer answer, java.util.function.BiConsumer<Long, CompletableFuture<Void>> granted) {
        List<CompletableFuture<Void>> waiting = readers.remove(answer.context());
        if (waiting == null) {
            return;
        }
        if (answer instanceof Output.ReadAnswer.Granted read) {
            waiting.forEach(reader -> granted.accept(read.index(), reader));
        } else {
            String reason = ((Output.ReadAnswer.Refused) answer).reason();
            waiting.forEach(reader -> reader.completeExceptionally(new NotProposed(reason)));
        }
    }

    void settle(Output.ChangeAnswer answer) {
        with(answer.number(), asker -> {
            if (answer instanceof Output.ChangeAnswer.Failed failed) {
                asker.failed(failed.reason(), failed.unknown());
            } else {
                asker.done("");
            }
        });
    }

    void settle(Output.TransferAnswer answer) {
        with(answer.number(), asker -> {
            if (answer instanceof Output.TransferAnswer.Failed failed) {
                asker.failed(failed.reason(), false);
            } else {
                asker.done(((Output.TransferAnswer.Done) answer).leader().text());
            }
        });
    }

    /** The leader has answered what was asked of it. */
    void settle(long number, boolean done, boolean unknown, String text) {
        with(number, asker -> {
            if (done) {
                asker.done(text);
            } else {
                asker.failed(text, unknown);
            }
        });
    }

    private void with(long number, Consumer<Asker> consumer) {
        Asker asker = askers.remove(number);
        if (asker != null) {
            consumer.accept(asker);
        }
    }

    /** The node stops. */
    void breakOff(String reason) {
        readers.values()
                .forEach(waiting -> waiting.forEach(reader -> reader.completeExceptionally(new NotProposed(reason))));
        askers.values().forEach(asker -> asker.failed(reason, true));
        proposers.values().forEach(proposer -> proposer.refused(reason, Optional.empty()));
        readers.clear();
        askers.clear();
        proposers.clear();
    }
}
