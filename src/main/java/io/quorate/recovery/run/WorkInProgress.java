package io.quorate.recovery.run;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which recoveries of this node have not ended, their last steps recorded; so that a node that is told to stop can let
 * them. Safe for use by several threads.
 */
public final class WorkInProgress {

    private final Set<Work> open = ConcurrentHashMap.newKeySet();

    /** One recovery. */
    static final class Work {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
    }

    /** One more; to be handed to {@link #end}. */
    Work begin() {
        Work work = new Work();
        open.add(work);
        return work;
    }

    void end(Work work) {
        open.remove(work);
        work.ended.complete(null);
    }

    /** Completes, never exceptionally, when all that is under way now has ended. */
    public CompletionStage<Void> ended() {
        return CompletableFuture.allOf(open.stream().map(work -> work.ended).toArray(CompletableFuture[]::new));
    }
}
