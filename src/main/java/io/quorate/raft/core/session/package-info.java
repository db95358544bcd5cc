/**
 * What clients were answered, remembered so that a request that is sent twice takes effect once. Part of the replicated
 * state: every node holds the same table at the same index, and it is part of every snapshot.
 *
 * <p>Values only; no clock: age is counted in log time, the stamps of entries.
 *
 * <p>Read {@link io.quorate.raft.core.session.Sessions} first.
 */
@NullMarked
package io.quorate.raft.core.session;

import org.jspecify.annotations.NullMarked;
