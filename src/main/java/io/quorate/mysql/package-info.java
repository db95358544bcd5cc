/**
 * Talking to the servers that are watched: the {@link io.quorate.mysql.ServerGateway} port, its JDBC implementation,
 * one dialect per flavour and version range, host name resolution.
 *
 * <p>Knows nothing of our own tables, of actors, or of what a reading means.
 *
 * <p>Read {@link io.quorate.mysql.ServerGateway} first.
 */
@NullMarked
package io.quorate.mysql;

import org.jspecify.annotations.NullMarked;
