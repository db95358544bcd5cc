/**
 * One {@link io.quorate.supervision.Supervisor} per replication cluster: holds its topology, has it analysed, publishes
 * what it knows, orders emergency readings and starts recoveries. {@link io.quorate.supervision.Supervisors} decides
 * which server belongs to which cluster and what is watched at all.
 *
 * <p>No rule of diagnosis or recovery lives here, and no call to a server on an actor's thread.
 *
 * <p>Read {@link io.quorate.supervision.Supervisors} first.
 */
@NullMarked
package io.quorate.supervision;

import org.jspecify.annotations.NullMarked;
