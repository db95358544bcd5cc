/**
 * Whole Raft groups on one thread in virtual time: the real core, its durable state and log, in a world of machines,
 * disks, clocks, links, clients and operators that goes wrong as a seed says; after every event the promises of Raft are
 * checked, at the end that the group recovers and that what its clients saw is linearizable.
 *
 * <p>Nothing here sleeps, reads a clock or starts a thread: the same seed gives the same run, event by event.
 *
 * <p>Read {@link io.quorate.raft.sim.Simulation} first.
 */
@NullMarked
package io.quorate.raft.sim;

import org.jspecify.annotations.NullMarked;
