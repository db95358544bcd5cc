/**
 * Groups of nodes as operators have them: each a process of its own, in a network of its own where that is allowed, that
 * are killed, stopped, cut off, slowed down and given full disks while clients read and write; what the clients saw is
 * checked afterwards.
 *
 * <p>Nothing here looks into a node: it is asked over HTTP and judged by what it answers, writes to its log and exits with.
 *
 * <p>Read {@link io.quorate.cluster.CrashIT} first, then {@link io.quorate.cluster.NodeGroup}.
 */
@NullMarked
package io.quorate.cluster;

import org.jspecify.annotations.NullMarked;
