/**
 * How a snapshot gets from one node to another in pieces: what to send next, what has arrived, whether the whole is what
 * was sent (§7).
 *
 * <p>No network, no disk and no clock: the caller says what time it is and does what it is told.
 *
 * <p>Read {@link io.quorate.raft.core.transfer.ChunkSender} and {@link io.quorate.raft.core.transfer.ChunkReceiver}.
 */
@NullMarked
package io.quorate.raft.core.transfer;

import org.jspecify.annotations.NullMarked;
