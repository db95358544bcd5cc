package io.quorate.model;

import java.time.Instant;

/**
 * One thing that happened in a recovery: a decision, a statement, a hook, an outcome.
 *
 * @param id counts up over all recoveries, the same on every node
 * @param at when it happened on the node that runs the recovery; milliseconds matter
 */
public record RecoveryStep(long id, String recoveryUid, Instant at, String message) {}
