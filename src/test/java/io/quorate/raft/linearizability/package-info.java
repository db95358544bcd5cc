/**
 * Whether what clients of a key-value register saw can be explained by one order of all operations (linearizability):
 * the operations as they are recorded, their file, the model of a register, the search.
 *
 * <p>Knows no Raft, no process and no clock: the simulation and the tests with real processes both hand in their
 * histories.
 *
 * <p>Read {@link io.quorate.raft.linearizability.LinearizabilityChecker} first.
 */
@NullMarked
package io.quorate.raft.linearizability;

import org.jspecify.annotations.NullMarked;
