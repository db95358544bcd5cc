package io.quorate.raft.core;

import io.quorate.raft.core.Output.Outbound;
import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One replica with its disk. */
final class TinyNode {

    private record Unsynced(long token, List<Write> writes, List<Outbound> after) {}

    final TinyGroup group;
    final NodeId id;
    final Incarnation life;
    final RaftCore core;
    final List<Output> outputs = new ArrayList<>();
    final List<Entry> applied = new ArrayList<>();
    private final Deque<Unsynced> unsynced = new ArrayDeque<>();

    DurableState disk = DurableState.EMPTY;
    RaftState state;
    boolean isUp = true;
    boolean holdsDisk;

    TinyNode(TinyGroup group, NodeId id, Incarnation life) {
        this.group = group;
        this.id = id;
        this.life = life;
        this.core = new RaftCore(group.settings, id, life);
        this.state = core.start(disk, group.now, 42);
    }

    Output step(Input input) {
        Transition transition = core.step(state, group.now, input);
        state = transition.state();
        Output output = transition.output();
        outputs.add(output);
        group.send(this, output.sendNow());
        if (!output.writes().isEmpty() || !output.sendAfter().isEmpty()) {
            unsynced.addLast(new Unsynced(output.token(), output.writes(), output.sendAfter()));
        }
        output.applyTo().ifPresent(this::apply);
        output.restore().ifPresent(meta -> step(new Input.Applied(meta.index())));
        output.sendSnapshot().forEach(this::sendSnapshot);
        output.chunk().ifPresent(chunk -> step(new Input.SnapshotReceived(chunk.snapshot())));
        if (input instanceof Input.Tick && group.now / TinyGroup.TICK.toNanos() % 20 == 0) {
            resendSnapshots();
        }
        if (!holdsDisk) {
            sync();
        }
        return output;
    }

    /** Everything written becomes durable. */
    void sync() {
        while (!unsynced.isEmpty()) {
            Unsynced batch = unsynced.removeFirst();
            for (Write write : batch.writes) {
                disk = disk.with(write);
            }
            group.send(this, batch.after);
            step(new Input.Persisted(batch.token));
        }
    }

    /** Takes a snapshot of what is applied. */
    Output snapshot() {
        return step(
                new Input.SnapshotTaken(state.snapshotAt(state.appliedIndex()).orElseThrow()));
    }

    void crash() {
        isUp = false;
        unsynced.clear();
    }

    void restart() {
        isUp = true;
        state = core.start(disk, group.now, outputs.size());
    }

    <T> List<T> answers(java.util.function.Function<Output, List<T>> kind) {
        return outputs.stream().flatMap(output -> kind.apply(output).stream()).toList();
    }

    private void apply(long to) {
        for (long index = state.appliedIndex() + 1; index <= to; index++) {
            applied.add(state.log().entry(index));
        }
        step(new Input.Applied(to));
    }

    /** What a shell does that gets no acknowledgement. */
    private void resendSnapshots() {
        state.peers().forEach((peer, status) -> {
            if (status.mode().equals("snapshot")) {
                sendSnapshot(peer);
            }
        });
    }

    private void sendSnapshot(NodeId to) {
        state.snapshot()
                .ifPresent(meta -> group.send(
                        this, List.of(new Outbound(to, TinyGroup.chunk(state.term(), meta, state.round())))));
    }

    Optional<Write> lastWrite() {
        return outputs.stream().flatMap(o -> o.writes().stream()).reduce((a, b) -> b);
    }
}
