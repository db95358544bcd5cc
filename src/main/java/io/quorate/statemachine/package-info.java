/**
 * What the group of nodes agrees on: the sealed replicated {@link io.quorate.statemachine.Change}s, the immutable
 * {@link io.quorate.statemachine.ClusterState} they make, and their wire form.
 *
 * <p>Applying a change is total and deterministic: no I/O, no clock, no randomness; times and ids travel inside the
 * change. Nothing here knows how changes are agreed on.
 *
 * <p>Read {@link io.quorate.statemachine.ClusterState} first.
 */
@NullMarked
package io.quorate.statemachine;

import org.jspecify.annotations.NullMarked;
