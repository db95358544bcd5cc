package io.quorate.log;

import io.quorate.raft.core.log.RequestId;
import io.quorate.statemachine.Change;

/**
 * A change with the name its client gave it; an event of a single node's journal.
 *
 * @param stampMillis when it was taken, milliseconds since 1970: by this the oldest names are forgotten
 */
record Requested(RequestId request, Change change, long stampMillis) {}
