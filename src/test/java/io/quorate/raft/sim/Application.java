package io.quorate.raft.sim;

import io.quorate.raft.core.log.Entry;
import io.quorate.raft.core.log.Log;
import io.quorate.raft.core.log.SnapshotMeta;
import io.quorate.raft.core.membership.Configuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The applier of one process: its state machine, and who waits for it. */
final class Application {

    private record Proposer(long term, Request request) {}

    private record Reader(long index, Request request) {}

    private final World world;
    private final Machine machine;
    private final Map<Long, Proposer> proposers = new HashMap<>();
    private List<Reader> readers = new ArrayList<>();
    private RegisterStore store = new RegisterStore();
    private Optional<SnapshotMeta> position = Optional.empty();
    private Optional<SnapshotMeta> positionBefore = Optional.empty();
    private Optional<Configuration> configuration = Optional.empty();
    private long configurationIndex;
    private long scheduled;
    private long appliesAt;
    private OptionalLong restoring = OptionalLong.empty();
    private List<Entry> behindRestore = new ArrayList<>();

    Application(World world, Machine machine) {
        this.world = world;
        this.machine = machine;
    }

    RegisterStore store() {
        return store;
    }

    /** The last entry applied. */
    long index() {
        return position.map(SnapshotMeta::index).orElse(0L);
    }

    /** Empty before anything was applied. */
    Optional<SnapshotMeta> position() {
        return world.tampering().namesSnapshotsByTheLastOne() ? positionBefore : position;
    }

    /** From now on nothing is applied until that snapshot was restored. */
    void expectRestore(SnapshotMeta meta) {
        restoring = OptionalLong.of(meta.index());
        scheduled = Math.max(scheduled, meta.index());
    }

    void restore(SnapshotMeta meta) {
        StoredSnapshot stored = machine.snapshot(meta.index())
                .orElseThrow(() -> new SimulationFailure(
                        "snapshot is there", machine.id() + " needs " + meta + ", which it did not store"));
        if (meta.index() < index()) {
            throw new SimulationFailure(
                    "state never goes back", machine.id() + " restores " + meta + " after applying " + index());
        }
        store = RegisterStore.restore(stored.content());
        position = Optional.of(meta);
        configuration = Optional.of(meta.configuration());
        configurationIndex = meta.configurationIndex();
        scheduled = Math.max(scheduled, meta.index());
        world.rules().restored(machine, meta, store);
        if (restoring.isPresent() && restoring.getAsLong() <= meta.index()) {
            restoring = OptionalLong.empty();
            List<Entry> waiting = behindRestore;
            behindRestore = new ArrayList<>();
            waiting.forEach(this::apply);
        }
    }

    /** Applies the entries up to there, some time later. */
    void schedule(Log log, long to) {
        if (to <= scheduled) {
            return;
        }
        List<Entry> entries = log.slice(scheduled + 1, to);
        scheduled = to;
        appliesAt = Math.max(appliesAt, world.schedule().now() + machine.applyDelay());
        machine.toProcessLater(appliesAt - world.schedule().now(), "applies", to, running -> {
            if (restoring.isPresent()) {
                behindRestore.addAll(entries);
            } else {
                entries.forEach(running.application()::apply);
                running.applied();
            }
        });
    }

    private void apply(Entry entry) {
        if (entry.index() <= index()) {
            return;
        }
        applyOnce(entry);
        if (world.tampering().appliesTwice(entry.index())) {
            applyOnce(entry);
        }
    }

    private void applyOnce(Entry entry) {
        String answer = "";
        boolean first = false;
        if (entry.content() instanceof Entry.Command command) {
            RegisterStore.Applied applied =
                    store.apply(entry, command, world.tampering().remembersRequests());
            answer = applied.answer();
            first = applied.first();
        } else if (entry.content() instanceof Entry.Membership membership) {
            configuration = Optional.of(membership.configuration());
            configurationIndex = entry.index();
        }
        Configuration inForce = configuration.orElseThrow(() -> new SimulationFailure(
                "founded by its first entry", machine.id() + " applies " + entry + " before any configuration"));
        world.rules().applied(machine, index(), entry, store, answer, first);
        positionBefore = position;
        position = Optional.of(
                new SnapshotMeta(entry.index(), entry.term(), entry.stampMillis(), inForce, configurationIndex));
        answerProposer(entry, answer);
    }

    void await(long index, long term, Request request) {
        if (index <= index()) {
            throw new SimulationFailure("answers fit questions", "proposed at " + index + ", applied before that");
        }
        Proposer before = proposers.put(index, new Proposer(term, request));
        if (before != null) {
            // An entry of an older term stood there: it was cut off, and is nowhere committed.
            before.request().answer(new Request.Refused(Optional.empty()));
        }
    }

    private void answerProposer(Entry entry, String answer) {
        Proposer proposer = proposers.remove(entry.index());
        if (proposer != null) {
            proposer.request()
                    .answer(
                            proposer.term() == entry.term()
                                    ? new Request.Done(answer, Optional.empty())
                                    : new Request.Refused(Optional.empty()));
        }
    }

    void awaitRead(long index, Request request) {
        readers.add(new Reader(world.tampering().readsWait() ? index : 0, request));
        answerReads();
    }

    void answerReads() {
        List<Reader> waiting = readers;
        readers = new ArrayList<>();
        for (Reader reader : waiting) {
            if (reader.index() <= index()) {
                Request request = reader.request();
                request.answer(
                        new Request.Done("", store.value(request.command().key())));
            } else {
                readers.add(reader);
            }
        }
    }
}
