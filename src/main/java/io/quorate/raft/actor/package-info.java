/**
 * The shell around {@link io.quorate.raft.core}: actors that carry messages, ticks and acknowledgements to the core and
 * its outputs to disk, network and state machine, in the order that Raft needs. Generic over the state machine.
 *
 * <p>Decides nothing about terms, votes and commitment, and knows no domain type: commands and states are bytes and a
 * type parameter.
 *
 * <p>Read {@link io.quorate.raft.actor.RaftNode} first, then {@code Replica}.
 */
@NullMarked
package io.quorate.raft.actor;

import org.jspecify.annotations.NullMarked;
