/**
 * Entries, the log that holds them, snapshots by name, and what of all this must be durable.
 *
 * <p>Values only; nothing here decides anything about terms or votes.
 *
 * <p>Read {@link io.quorate.raft.core.log.Write} first.
 */
@NullMarked
package io.quorate.raft.core.log;

import org.jspecify.annotations.NullMarked;
