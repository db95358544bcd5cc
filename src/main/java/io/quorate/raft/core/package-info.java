/**
 * Raft as a function: {@code step(state, now, input)} gives the next state and what is to be done (write, send, apply).
 * Leader election with pre-vote and check-quorum, replication, commitment, membership, leases, reads and snapshots are
 * decided here and nowhere else. Terms and roles are named as in the Raft papers; each rule names its section (§ of
 * Ongaro and Ousterhout 2014; "thesis" is Ongaro's of 2014).
 *
 * <p>Knows no clock (time comes in), no randomness (a seed comes in), no disk, no network, no thread, no logger, and not
 * what an entry means: it replicates bytes. {@link io.quorate.raft.core.log} holds entries and what must be durable,
 * {@link io.quorate.raft.core.membership} who belongs to the group, {@link io.quorate.raft.core.message} what nodes say
 * to each other.
 *
 * <p>Read {@link io.quorate.raft.core.Input} and {@link io.quorate.raft.core.Output} first.
 */
@NullMarked
package io.quorate.raft.core;

import org.jspecify.annotations.NullMarked;
