/**
 * One recovery from registration to its last hook, as an actor: registers through the replicated log, runs hooks, lets
 * {@code recovery.plan} decide and {@code operations.run} act, and records each step with its time.
 *
 * <p>Ranks no candidates, speaks no SQL, never starts itself again: what it left half-way stands in its steps.
 *
 * <p>Read {@link io.quorate.recovery.run.Recovery} first.
 */
@NullMarked
package io.quorate.recovery.run;

import org.jspecify.annotations.NullMarked;
