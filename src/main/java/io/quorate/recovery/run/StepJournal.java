package io.quorate.recovery.run;

import io.quorate.log.ReplicatedLog;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.RecoveryChange.RecordSteps;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the steps of one recovery into the replicated log, in order and without keeping anybody waiting: while one
 * batch is being agreed on, the next one gathers. Safe for use by several threads.
 *
 * <p>A batch that the log does not take is lost there; each step is in this node's log file in any case.
 */
final class StepJournal {

    private static final Logger LOG = LoggerFactory.getLogger(StepJournal.class);

    private final String uid;
    private final ReplicatedLog log;
    private final InstantSource clock;
    private final List<RecordSteps.Step> waiting = new ArrayList<>();
    private boolean isOpen;
    private boolean isWriting;
    private CompletableFuture<Void> flushed = CompletableFuture.completedFuture(null);

    StepJournal(String uid, ReplicatedLog log, InstantSource clock) {
        this.uid = uid;
        this.log = log;
        this.clock = clock;
    }

    void record(String message) {
        synchronized (this) {
            waiting.add(new RecordSteps.Step(clock.instant(), message));
        }
        write();
    }

    /** Before the recovery is registered, steps gather; from now on they are written. */
    void open() {
        synchronized (this) {
            isOpen = true;
        }
        write();
    }

    /** Completes, never exceptionally, when all that was recorded so far has been written or lost. */
    synchronized CompletionStage<Void> flushed() {
        return flushed;
    }

    /** Calls this once all that was recorded so far has been written or lost. */
    synchronized void whenFlushed(Runnable action) {
        flushed = flushed.thenRun(action);
    }

    private void write() {
        List<RecordSteps.Step> batch;
        synchronized (this) {
            if (!isOpen || waiting.isEmpty()) {
                return;
            }
            if (flushed.isDone()) {
                flushed = new CompletableFuture<>();
            }
            if (isWriting) {
                return;
            }
            isWriting = true;
            batch = List.copyOf(waiting);
            waiting.clear();
        }
        batch.forEach(step -> LOG.info("recovery [uid={}] {}", uid, step.message()));
        log.propose(new RecordSteps(uid, batch)).whenComplete(this::written);
    }

    private void written(@Nullable Outcome outcome, @Nullable Throwable error) {
        if (error != null) {
            LOG.warn("recovery steps not recorded [uid={}] {}", uid, error.getMessage());
        }
        CompletableFuture<Void> all;
        boolean isAll;
        synchronized (this) {
            isWriting = false;
            all = flushed;
            isAll = waiting.isEmpty();
        }
        if (isAll) {
            all.complete(null);
        } else {
            write();
        }
    }
}
