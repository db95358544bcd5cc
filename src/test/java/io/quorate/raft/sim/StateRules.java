package io.quorate.raft.sim;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.log.SnapshotMeta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All state machines take the same way (§5.4.3); a request takes effect once, and what was answered stays. */
final class StateRules {

    private final CommitRules commits;

    /** Sum of the state after each index, as the first node had it. */
    private final List<Long> hashes = new ArrayList<>();

    private final Map<String, String> effects = new HashMap<>();

    StateRules(CommitRules commits) {
        this.commits = commits;
    }

    void applied(
            Machine machine, long indexBefore, Entry entry, RegisterStore store, String answer, boolean firstEffect) {
        SimulationFailure.unless(
                entry.index() == indexBefore + 1,
                "every entry is applied once, in order",
                () -> machine.id() + " applies " + entry + " after " + indexBefore);
        SimulationFailure.unless(
                entry.index() <= commits.last() && commits.entry(entry.index()).equals(entry),
                "only what is committed is applied",
                () -> machine.id() + " applies " + entry + "; committed up to " + commits.last());
        if (hashes.size() < entry.index()) {
            hashes.add(store.hash());
            countEffect(machine, entry, answer, firstEffect);
        }
        sameState(machine, entry.index(), store);
    }

    private void countEffect(Machine machine, Entry entry, String answer, boolean firstEffect) {
        Optional<RequestId> request =
                entry.content() instanceof Entry.Command command ? command.request() : Optional.empty();
        if (request.isEmpty()) {
            return;
        }
        String before = effects.putIfAbsent(request.get().text(), answer);
        SimulationFailure.unless(
                before == null || !firstEffect,
                "a request takes effect once",
                () -> machine.id() + " carries out " + request.get().text() + " again at " + entry.index());
        SimulationFailure.unless(
                before == null || before.equals(answer),
                "the same request has the same answer",
                () -> request.get().text() + " is answered " + answer + " after " + before);
    }

    private void sameState(Machine machine, long index, RegisterStore store) {
        SimulationFailure.unless(
                hashes.get((int) index - 1) == store.hash(),
                "equal states at equal places",
                () -> machine.id() + " has another state than others at " + index);
    }

    void restored(Machine machine, SnapshotMeta meta, RegisterStore store) {
        SimulationFailure.unless(
                meta.index() <= hashes.size(),
                "only what is committed is applied",
                () -> machine.id() + " restores " + meta + ", which nobody applied");
        sameState(machine, meta.index(), store);
        SimulationFailure.unless(
                commits.entry(meta.index()).term() == meta.term(),
                "snapshots name what they contain",
                () -> machine.id() + " restores " + meta + "; committed: " + commits.entry(meta.index()));
    }

    /** A client was told that this request is done. */
    void acknowledged(String request, String answer) {
        SimulationFailure.unless(
                answer.equals(effects.get(request)),
                "what was answered was done",
                () -> request + " was answered " + answer + "; carried out: " + effects.get(request));
    }
}
