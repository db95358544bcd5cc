/**
 * Which transactions a server has: Oracle's sets of UUID, tag and intervals, and MariaDB's position per domain, with
 * the questions that moves and recoveries ask of them (contains, what is beyond, who is ahead, what is errant).
 *
 * <p>Values only: nothing here asks a server, reads a clock, logs, or knows what an instance is. Every operation is
 * linear in the number of intervals.
 *
 * <p>Read {@link io.quorate.model.gtid.GtidSet} first.
 */
@NullMarked
package io.quorate.model.gtid;

import org.jspecify.annotations.NullMarked;
