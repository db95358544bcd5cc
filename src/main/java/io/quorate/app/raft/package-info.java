/**
 * {@code quorate raft}: looks at a group of nodes and changes it, over the HTTP interface of any of them; and, for a group
 * that has lost its majority for good, rewrites the journal of a node that is stopped.
 *
 * <p>Decides nothing: what a change may do is the group's business.
 *
 * <p>Read {@link io.quorate.app.raft.RaftCommand} first.
 */
@NullMarked
package io.quorate.app.raft;

import org.jspecify.annotations.NullMarked;
