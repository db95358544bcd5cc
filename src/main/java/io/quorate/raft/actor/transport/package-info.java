/**
 * How nodes of a group reach each other: messages with a header, by address and path, over Akka's Artery. Delivery is
 * never promised; what is too old, of another group or meant for another node is not delivered.
 *
 * <p>Decides nothing about Raft, and needs no membership of the Akka cluster.
 *
 * <p>Read {@link io.quorate.raft.actor.transport.RaftTransport} first.
 */
@NullMarked
package io.quorate.raft.actor.transport;

import org.jspecify.annotations.NullMarked;
