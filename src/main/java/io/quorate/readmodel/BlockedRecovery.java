package io.quorate.readmodel;

import io.quorate.model.InstanceKey;
import java.time.Instant;

/**
 * An automatic recovery that this node wanted and that an earlier recovery forbade.
 *
 * @param analysis the diagnosis under its API name
 * @param at when it was last refused
 * @param blockingRecoveryId the earlier recovery; acknowledging that one lifts the block
 */
public record BlockedRecovery(
        InstanceKey failed, String clusterName, String analysis, Instant at, long blockingRecoveryId) {}
