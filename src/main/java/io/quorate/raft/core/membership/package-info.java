/**
 * Who belongs to a group of nodes, as its log says: identities, votes, labels, and the changes that are made one at a
 * time (thesis §4.1).
 *
 * <p>Values only. It does not know addresses: how a member is reached stands in its labels, which only the shell reads.
 *
 * <p>Read {@link io.quorate.raft.core.membership.Configuration} first.
 */
@NullMarked
package io.quorate.raft.core.membership;

import org.jspecify.annotations.NullMarked;
