/**
 * Plans as values: {@link io.quorate.operations.plan.Step}s on single servers, in strands that run side by side, in
 * stages that run one after another; and the rules of which server can replicate from which. A plan can be printed,
 * tested, refused and compared before anything happens.
 *
 * <p>Never talks to a server, asks no clock, draws no conclusions about failures.
 *
 * <p>Read {@link io.quorate.operations.plan.Plan} first.
 */
@NullMarked
package io.quorate.operations.plan;

import org.jspecify.annotations.NullMarked;
