/**
 * Values: what a server, a topology, a downtime or a promotion rule is. Immutable, comparable, printable; all else in
 * the house is built on them.
 *
 * <p>No SQL, no JSON, no clock, no logger, and no other package of ours.
 *
 * <p>Read {@link io.quorate.model.Instance} first.
 */
@NullMarked
package io.quorate.model;

import org.jspecify.annotations.NullMarked;
