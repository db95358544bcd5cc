package io.quorate.raft.sim;

import io.quorate.raft.core.Output;
import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.Role;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Write;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Same index and term, same entry and same past, in all logs that ever were (§5.3); a leader only appends. */
final class LogRules {

    private record Place(long index, long term) {}

    /**
     * @param previousTerm of the entry before it; -1 where a snapshot hides it
     */
    private record Seen(Entry entry, long previousTerm) {}

    private final Map<Place, Seen> entries = new HashMap<>();

    void stepped(Machine machine, RaftState before, RaftState after, Output output) {
        for (Write write : output.writes()) {
            if (write instanceof Write.Splice splice) {
                spliced(machine, before, after, splice);
            }
        }
        if (output.writes().isEmpty() && machine.disk().isIdle()) {
            sameAsOnDisk(machine, after);
        }
    }

    private void spliced(Machine machine, RaftState before, RaftState after, Write.Splice splice) {
        if (before.role() == Role.LEADER && after.role() == Role.LEADER && before.term() == after.term()) {
            SimulationFailure.unless(
                    splice.from() > before.log().lastIndex(),
                    "a leader only appends",
                    () -> machine.id() + " leads and replaces its entries from " + splice.from());
        }
        SimulationFailure.unless(
                splice.from() > before.commitIndex(),
                "committed entries stay",
                () -> machine.id() + " replaces entries from " + splice.from() + ", committed up to "
                        + before.commitIndex());
        long previousTerm = after.log().termAt(splice.from() - 1).orElse(-1);
        long stamp = Long.MIN_VALUE;
        for (Entry entry : splice.entries()) {
            seen(machine, entry, previousTerm);
            SimulationFailure.unless(
                    entry.stampMillis() >= stamp,
                    "log time never falls",
                    () -> machine.id() + " writes " + entry + " behind a later one");
            previousTerm = entry.term();
            stamp = entry.stampMillis();
        }
        keepsMatching(machine, before, splice);
    }

    /** Only a conflicting entry is a reason to cut (§5.3): never one that is the same. */
    private static void keepsMatching(Machine machine, RaftState before, Write.Splice splice) {
        Entry first = splice.entries().get(0);
        OptionalLong replaced = before.log().termAt(first.index());
        SimulationFailure.unless(
                replaced.isEmpty() || replaced.getAsLong() != first.term(),
                "matching entries stay",
                () -> machine.id() + " cuts its log at " + first.index() + ", where it has that very entry");
    }

    private void seen(Machine machine, Entry entry, long previousTerm) {
        Seen now = new Seen(entry, previousTerm);
        Seen known = entries.putIfAbsent(new Place(entry.index(), entry.term()), now);
        if (known == null) {
            return;
        }
        boolean same = known.entry().equals(entry);
        SimulationFailure.unless(
                same && (previousTerm < 0 || known.previousTerm() < 0 || known.previousTerm() == previousTerm),
                "logs match",
                () -> machine.id() + " writes " + entry + " after an entry of term " + previousTerm
                        + "; elsewhere it is " + known);
    }

    private static void sameAsOnDisk(Machine machine, RaftState state) {
        DurableState durable = machine.disk().durable();
        boolean same = durable.term() == state.term()
                && durable.votedFor().equals(state.votedFor())
                && durable.log().lastIndex() == state.log().lastIndex()
                && durable.log().lastTerm() == state.log().lastTerm();
        SimulationFailure.unless(
                same,
                "memory and disk agree",
                () -> machine.id() + " has term " + state.term() + ", vote " + state.votedFor() + ", " + state.log()
                        + "; on its disk, with nothing left to write, " + durable.term() + ", " + durable.votedFor()
                        + ", " + durable.log());
    }
}
