/**
 * The replicated log as its users see it: {@link io.quorate.log.ReplicatedLog} takes changes and gives the state they
 * make, and says whether this node leads; {@link io.quorate.log.Group} is who keeps it. One implementation per way to
 * have a log: {@link io.quorate.log.RaftLog} several nodes that agree, {@link io.quorate.log.SingleNodeLog} one node with
 * the log in its own database.
 *
 * <p>Knows no HTTP, no probing and no rule of recovery.
 *
 * <p>Read {@link io.quorate.log.ReplicatedLog} first.
 */
@NullMarked
package io.quorate.log;

import org.jspecify.annotations.NullMarked;
