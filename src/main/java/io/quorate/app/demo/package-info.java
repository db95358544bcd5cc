/**
 * The demonstration: a real topology on this machine, three nodes that watch it, and, if wanted, the death of its
 * primary and of the node that leads.
 *
 * <p>Uses the node as any user would; nothing in the product knows of it.
 *
 * <p>Read {@link io.quorate.app.demo.Demo} first.
 */
@NullMarked
package io.quorate.app.demo;

import org.jspecify.annotations.NullMarked;
