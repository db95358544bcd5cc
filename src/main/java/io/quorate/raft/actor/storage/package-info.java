/**
 * What a node keeps on disk, through Akka Persistence: the journal of its log ({@link
 * io.quorate.raft.actor.storage.LogWriter}), the snapshots of its state machine, and a marker file beside them that
 * tells a restored backup.
 *
 * <p>Decides nothing about terms, votes or entries: it stores what it is told and gives it back, or says why not.
 *
 * <p>Read {@link io.quorate.raft.actor.storage.JournalEvent} first.
 */
@NullMarked
package io.quorate.raft.actor.storage;

import org.jspecify.annotations.NullMarked;
