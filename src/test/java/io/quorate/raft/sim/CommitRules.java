package io.quorate.raft.sim;

import io.quorate.raft.core.RaftState;
import io.quorate.raft.core.Role;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is committed is on the disks of a majority, the same everywhere, and in the log of every later leader (§5.4).
 */
final class CommitRules {

    /**
     * @param by the term of the leader that committed it
     */
    private record Committed(Entry entry, long by) {}

    private final World world;
    private final List<Committed> committed = new ArrayList<>();

    /** The log each term's leader began with. */
    private final NavigableMap<Long, Log> leadersLogs = new TreeMap<>();

    CommitRules(World world) {
        this.world = world;
    }

    /** The last committed index. */
    long last() {
        return committed.size();
    }

    /** Fails for what is not committed. */
    Entry entry(long index) {
        return committed.get((int) index - 1).entry();
    }

    void stepped(Machine machine, RaftState before, RaftState after) {
        boolean elected =
                after.role() == Role.LEADER && (before.role() != Role.LEADER || before.term() != after.term());
        if (elected) {
            leadersLogs.put(after.term(), after.log());
            hasAllCommitted(machine, after);
        }
        SimulationFailure.unless(
                after.commitIndex() >= before.commitIndex()
                        && after.commitIndex() <= after.log().lastIndex(),
                "commit index in order",
                () -> machine.id() + " commits up to " + after.commitIndex() + " after " + before.commitIndex()
                        + " with " + after.log());
        if (after.commitIndex() > before.commitIndex()) {
            commits(machine, before, after);
        }
    }

    private void hasAllCommitted(Machine machine, RaftState leader) {
        int last = committed.size();
        while (last > 0 && committed.get(last - 1).by() >= leader.term()) {
            last--;
        }
        if (last > 0) {
            contains(machine, leader.log(), entry(last), leader.term());
        }
    }

    private static void contains(Machine machine, Log log, Entry entry, long term) {
        boolean has = log.baseIndex() > entry.index() || log.matches(entry.index(), entry.term());
        SimulationFailure.unless(
                has,
                "leaders have all that is committed",
                () -> machine.id() + " leads in term " + term + " with a " + log + " without committed " + entry);
    }

    private void commits(Machine machine, RaftState before, RaftState state) {
        Log log = state.log();
        boolean isNew = state.commitIndex() > committed.size();
        for (long index = Math.max(before.commitIndex() + 1, log.firstIndex()); index <= state.commitIndex(); index++) {
            Entry entry = log.entry(index);
            if (index <= committed.size()) {
                Entry known = entry(index);
                SimulationFailure.unless(
                        known.equals(entry),
                        "one entry per committed place",
                        () -> machine.id() + " commits " + entry + "; committed before: " + known);
            } else {
                committed.add(new Committed(entry, state.term()));
            }
        }
        if (isNew) {
            // A leader that has removed itself steps down with the commitment of that.
            boolean led = state.role() == Role.LEADER || before.role() == Role.LEADER;
            isDecided(machine, state, led);
        }
    }

    private void isDecided(Machine machine, RaftState state, boolean led) {
        SimulationFailure.unless(
                led,
                "leaders decide what is committed",
                () -> machine.id() + " is no leader and the first to commit " + state.commitIndex());
        Entry entry = entry(state.commitIndex());
        Configuration configuration = state.configuration().orElseThrow();
        SimulationFailure.unless(
                configuration.isMajority(member -> holds(member, entry)),
                "committed is durable",
                () -> machine.id() + " commits " + entry + ", which is not on the disks of a majority of "
                        + configuration);
        SimulationFailure.unless(
                entry.term() == state.term(),
                "own entries commit",
                () -> machine.id() + " commits " + entry + " by counting, in term " + state.term());
        for (Map.Entry<Long, Log> later :
                leadersLogs.tailMap(state.term(), false).entrySet()) {
            contains(machine, later.getValue(), entry, later.getKey());
        }
    }

    private boolean holds(Member member, Entry entry) {
        return member.incarnation()
                .flatMap(world.machine(member.id())::durable)
                .filter(disk -> holds(disk, entry))
                .isPresent();
    }

    private static boolean holds(DurableState disk, Entry entry) {
        return disk.snapshotIndex() >= entry.index() || disk.log().matches(entry.index(), entry.term());
    }
}
