/**
 * Carries plans out: stage by stage, the strands of a stage side by side, each changing step only while the plan's
 * author still may; and reports each step with its start, duration and outcome, and what a failure left behind.
 *
 * <p>Decides nothing: a failed strand means what the plan says it means. Blocking calls run on the executor it is given.
 *
 * <p>Read {@link io.quorate.operations.run.PlanExecutor} first.
 */
@NullMarked
package io.quorate.operations.run;

import org.jspecify.annotations.NullMarked;
