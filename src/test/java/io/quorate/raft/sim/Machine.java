package io.quorate.raft.sim;

import io.quorate.raft.core.log.DurableState;
import io.quorate.raft.core.log.Write;
import io.quorate.raft.core.membership.Configuration;
import io.quorate.raft.core.membership.Incarnation;
import io.quorate.raft.core.membership.NodeId;
import io.quorate.raft.core.message.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine: disk, clock, and at times a process. What is on the disk outlives the process. */
final class Machine {

    private record Waiting(String what, Object detail, Consumer<Replica> action) {}

    private final World world;
    private final NodeId id;
    private final Clock clock;
    private final Dice dice;
    private final Map<Incarnation, DurableState> formerDisks = new HashMap<>();
    private Incarnation incarnation;
    private Disk disk = new Disk();
    private NavigableMap<Long, StoredSnapshot> snapshots = new TreeMap<>();
    private Optional<Configuration> foundation = Optional.empty();
    private @Nullable Replica replica;
    private boolean paused;
    private List<Waiting> backlog = new ArrayList<>();
    private long syncMean;
    private long applyMean;
    private boolean nextSyncFails;

    Machine(World world, NodeId id) {
        this.world = world;
        this.id = id;
        this.dice = new Dice(world.plan().seed(), "machine " + id);
        Dice clocks = new Dice(world.plan().seed(), "clock of " + id);
        boolean drifts = world.plan().has(Fault.CLOCK_RATE);
        boolean skewed = world.plan().has(Fault.WALL_CLOCK);
        this.clock = new Clock(
                world.schedule(),
                drifts ? clocks.real(0.99, 1.01) : 1,
                skewed ? clocks.between(-36_000_000, 36_000_000) : 0);
        this.incarnation = newIncarnation();
        this.syncMean = world.plan().syncMillis() * Schedule.MILLI;
    }

    private Incarnation newIncarnation() {
        return new Incarnation(new UUID(dice.any(), dice.any()));
    }

    NodeId id() {
        return id;
    }

    Incarnation incarnation() {
        return incarnation;
    }

    Clock clock() {
        return clock;
    }

    Disk disk() {
        return disk;
    }

    /** Empty while no process runs. */
    Optional<Replica> replica() {
        return Optional.ofNullable(replica);
    }

    boolean isUp() {
        return replica != null;
    }

    /** Whether its process gets anything done. */
    boolean isRunning() {
        return replica != null && !paused;
    }

    /** What that life of the disk holds, or held when it was lost. */
    Optional<DurableState> durable(Incarnation life) {
        return life.equals(incarnation) ? Optional.of(disk.durable()) : Optional.ofNullable(formerDisks.get(life));
    }

    /** From now on the node may found the group, as long as its log is empty. */
    void mayFound(Configuration configuration) {
        foundation = Optional.of(configuration);
        toProcess("may found", running -> running.found(configuration));
    }

    void start() {
        clock.boot(dice.between(1, 1_000_000_000_000L));
        DurableState found = world.tampering().recovered(disk.durable());
        Replica started = new Replica(world, this, found, dice.any());
        replica = started;
        started.tickLater();
        foundation.ifPresent(started::found);
    }

    /** The process dies, and the disk keeps some of what it was about to write. */
    void crash() {
        if (replica != null) {
            replica = null;
            DurableState before = disk.durable();
            disk.crash(dice.below(3));
            world.rules().durable(this, before, disk.durable());
        }
        paused = false;
        backlog = new ArrayList<>();
    }

    /** All is lost; the next process finds an empty disk and takes a new incarnation. */
    void wipe() {
        crash();
        formerDisks.put(incarnation, disk.durable());
        incarnation = newIncarnation();
        disk = new Disk();
        snapshots = new TreeMap<>();
        foundation = Optional.empty();
    }

    void pause() {
        paused = replica != null;
    }

    boolean isPaused() {
        return paused;
    }

    /** Everything that came meanwhile is there at once, before anything that comes later. */
    void resume() {
        paused = false;
        List<Waiting> piled = backlog;
        backlog = new ArrayList<>();
        for (Waiting waiting : piled) {
            world.trace().add("                at once: " + id + " " + waiting.what());
            toProcess(waiting.what(), waiting.detail(), waiting.action());
            world.rules().afterEvent();
        }
    }

    void toProcess(String what, Consumer<Replica> action) {
        toProcess(what, Schedule.NO_DETAIL, action);
    }

    void toProcessLater(long delay, String what, Consumer<Replica> action) {
        toProcessLater(delay, what, Schedule.NO_DETAIL, action);
    }

    /** Hands something to the process that runs, now or when it goes on; to nobody when none runs. */
    void toProcess(String what, Object detail, Consumer<Replica> action) {
        if (paused) {
            backlog.add(new Waiting(what, detail, action));
        } else if (replica != null) {
            action.accept(replica);
        }
    }

    /** The same after a while, if that process still runs then. */
    void toProcessLater(long delay, String what, Object detail, Consumer<Replica> action) {
        Replica meant = replica;
        if (meant != null) {
            world.schedule().in(delay, id.text(), what, detail, () -> {
                if (replica == meant) {
                    toProcess(what, detail, action);
                }
            });
        }
    }

    void receive(NodeId from, Incarnation sender, Message message) {
        toProcess("receives", message, running -> running.receive(from, sender, message));
    }

    // --- disk ---

    void slowDown(long meanSyncNanos) {
        syncMean = meanSyncNanos;
    }

    void slowApplier(long meanNanos) {
        applyMean = meanNanos;
    }

    /** No fault waits in it any more. */
    void repair() {
        nextSyncFails = false;
        startIfDown();
    }

    void failNextSync() {
        nextSyncFails = true;
    }

    long applyDelay() {
        return applyMean == 0 ? 0 : dice.around(applyMean);
    }

    void journal(long token, List<Write> writes) {
        disk.collect(token, world.tampering().writes(writes));
        if (!disk.isBusy()) {
            sync();
        }
    }

    private void sync() {
        disk.begin();
        Replica writer = replica;
        world.schedule().in(dice.between(100_000, 2 * syncMean), id.text(), "synced", () -> {
            if (replica == writer) {
                synced();
            }
        });
    }

    private void synced() {
        if (nextSyncFails) {
            nextSyncFails = false;
            crash();
            world.schedule().in(dice.around(Schedule.SECOND), id.text(), "restarts", this::startIfDown);
            return;
        }
        DurableState before = disk.durable();
        long token = disk.finish();
        world.rules().durable(this, before, disk.durable());
        long needed = disk.durable().snapshotIndex();
        toProcess("persisted", token, running -> {
            if (!disk.isBusy() && disk.hasMore(token)) {
                sync();
            }
            running.persisted(token);
            snapshots.headMap(needed, false).clear();
        });
    }

    void startIfDown() {
        if (replica == null) {
            start();
        }
    }

    /** Stores a snapshot, then goes on. */
    void store(StoredSnapshot snapshot, Consumer<Replica> then) {
        Replica writer = replica;
        world.schedule()
                .in(
                        dice.between(100_000, 3 * syncMean),
                        id.text(),
                        "stored",
                        snapshot.meta().index(),
                        () -> {
                            if (replica == writer) {
                                snapshots.put(snapshot.meta().index(), snapshot);
                                toProcess("stored", snapshot.meta().index(), then);
                            }
                        });
    }

    /** The stored snapshot of that entry. */
    Optional<StoredSnapshot> snapshot(long index) {
        return Optional.ofNullable(snapshots.get(index));
    }
}
