/**
 * A node that keeps keys and nothing else, started with hraftd's options and behaving as its users know it.
 *
 * <p>Turns options into a configuration; what runs is the same node as everywhere.
 *
 * <p>Read {@link io.quorate.app.kv.KvOptions} first.
 */
@NullMarked
package io.quorate.app.kv;

import org.jspecify.annotations.NullMarked;
