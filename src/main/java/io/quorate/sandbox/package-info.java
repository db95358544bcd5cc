/**
 * Starts real, small, throw-away MySQL and MariaDB servers on loopback, alone or as replication topologies: for the
 * demonstration, the integration tests and the measurements. Binaries come from Maven artifacts, or from what
 * {@code bin/fetch-servers} unpacked; nothing is installed into the system, and no process and no file is left behind.
 *
 * <p>Never touches a server that it did not start, never listens beyond loopback, and knows nothing of probing,
 * analysis or recovery.
 *
 * <p>Read {@link io.quorate.sandbox.Sandbox} first.
 */
@NullMarked
package io.quorate.sandbox;

import org.jspecify.annotations.NullMarked;
