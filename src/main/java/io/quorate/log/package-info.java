/**
 * The replicated log as its users see it: {@link io.quorate.log.ReplicatedLog} takes changes and gives the state they
 * make, and says whether this node leads. One implementation per way to have a log; {@code single} is one node with
 * the log in its own database.
 *
 * <p>Knows no HTTP, no probing and no rule of recovery.
 *
 * <p>Read {@link io.quorate.log.ReplicatedLog} first.
 */
@NullMarked
package io.quorate.log;

import org.jspecify.annotations.NullMarked;
