/**
 * What the group of nodes agrees on: the sealed replicated {@link io.quorate.statemachine.Change}s, the immutable
 * {@link io.quorate.statemachine.ClusterState} they make, and their wire form.
 *
 * <p>Applying a change is total and deterministic: no I/O, no clock, no randomness; times and ids travel inside the
 * change. Nothing here knows how changes are agreed on.
 *
 * <p>The names of changes on the wire are orchestrator's where it had such a command. Its others are no changes here:
 * {@code forget-cluster} is a forget of the cluster's servers; {@code enable-} and {@code disable-global-recoveries} are
 * one; {@code leader-uri}, {@code heartbeat}, {@code register-node}, {@code request-health-report}, {@code yield}, {@code
 * yield-hint} and {@code async-snapshot} were about the group itself, which the log keeps without them. What each node
 * finds out by itself (suggested aliases, domain names, resolved host names) is not agreed on.
 *
 * <p>Read {@link io.quorate.statemachine.ClusterState} first.
 */
@NullMarked
package io.quorate.statemachine;

import org.jspecify.annotations.NullMarked;
