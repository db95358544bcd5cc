/**
 * What the nodes of a group say to each other: the remote procedure calls of the Raft paper, as one-way messages.
 *
 * <p>Any of them may be lost, repeated, reordered or late. Nothing here is serialized: that is the transport's work.
 *
 * <p>Read {@link io.quorate.raft.core.message.Message} first.
 */
@NullMarked
package io.quorate.raft.core.message;

import org.jspecify.annotations.NullMarked;
