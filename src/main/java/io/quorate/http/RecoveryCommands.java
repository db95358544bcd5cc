package io.quorate.http;

import io.quorate.model.InstanceKey;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the surface asks of supervision. Called on any thread; must not block. */
public interface RecoveryCommands {

    /**
     * Recovers a failed server if its diagnosis allows it, whatever filters and anti-flapping say. Completes when the
     * recovery ended.
     *
     * @param candidate whom to promote if possible
     * @param skipHooks run no external process
     */
    CompletionStage<Recovered> recover(InstanceKey failed, Optional<InstanceKey> candidate, boolean skipHooks);

    /**
     * What came of it.
     *
     * @param promoted empty when nothing was promoted
     * @param message one sentence: what was done, or why nothing was
     */
    record Recovered(Optional<InstanceKey> promoted, String message) {}
}
