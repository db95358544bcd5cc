package io.quorate.raft.core;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands of clients enter the log (§5.3), as many as may wait at a time. */
final class Proposals {

    private Proposals() {}

    static void onPropose(Step step, Input.Propose propose) {
        Draft state = step.state;
        long stamp = Math.max(propose.nowMillis(), state.stored.lastStampMillis());
        List<Entry> entries = new ArrayList<>();
        long bytes = pendingBytes(state);
        for (Input.Proposal proposal : propose.proposals()) {
            Optional<String> obstacle = obstacle(step, entries.size(), bytes);
            if (obstacle.isPresent()) {
                step.out.proposed.add(
                        new Output.Proposed.Refused(proposal.number(), obstacle.get(), leaderElsewhere(step)));
                continue;
            }
            long index = state.log().lastIndex() + 1 + entries.size();
            Entry entry = new Entry(index, state.term(), stamp, new Entry.Command(proposal.request(), proposal.data()));
            entries.add(entry);
            if (proposal.elsewhere()) {
                step.leading().awaitedElsewhere = index;
            }
            bytes += entry.sizeBytes();
            step.out.proposed.add(new Output.Proposed.Appended(proposal.number(), index, state.term()));
        }
        if (!entries.isEmpty()) {
            step.write(new Write.Splice(entries.get(0).index(), entries));
        }
    }

    /** Entries of this leader's that its state machine has not applied. */
    static int pending(Draft state) {
        return state.leading.isEmpty() ? 0 : (int) (state.log().lastIndex() - firstPending(state) + 1);
    }

    private static Optional<String> obstacle(Step step, int more, long bytes) {
        if (!step.isLeader()) {
            return Optional.of("this node does not lead");
        }
        if (step.state.transfer.isPresent()) {
            return Optional.of("leadership is being handed over to "
                    + step.state.transfer.get().target());
        }
        int count = pending(step.state) + more;
        if (count >= step.settings.maxPendingProposals()) {
            return Optional.of(count + " commands are waiting already");
        }
        if (bytes >= step.settings.maxPendingBytes()) {
            return Optional.of(bytes + " bytes of commands are waiting already");
        }
        return Optional.empty();
    }

    private static Optional<NodeId> leaderElsewhere(Step step) {
        return step.state.leader.filter(leader -> !leader.equals(step.self));
    }

    private static long pendingBytes(Draft state) {
        return state.leading.isEmpty()
                ? 0
                : state.log().bytes(firstPending(state), state.log().lastIndex());
    }

    private static long firstPending(Draft state) {
        return Math.max(state.appliedIndex + 1, state.leading.orElseThrow().firstIndex);
    }
}
