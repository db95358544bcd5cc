/**
 * What to do about a failed server: whether a recovery may begin ({@link io.quorate.recovery.plan.RecoveryGate}), who
 * may be promoted and why not, and the steps, as a {@link io.quorate.recovery.plan.RecoveryPlan} or a {@link
 * io.quorate.recovery.plan.Refusal}.
 *
 * <p>Never talks to a server, asks no clock, registers nothing. All constraints are looked at before the first step.
 *
 * <p>Read {@link io.quorate.recovery.plan.DeadPrimaryPlanner} first.
 */
@NullMarked
package io.quorate.recovery.plan;

import org.jspecify.annotations.NullMarked;
