/**
 * Puts the house together: the command line, the node's start and stop order, the demonstration.
 *
 * <p>Holds no rule of its own; nothing may import it.
 *
 * <p>Read {@link io.quorate.app.Main} first.
 */
@NullMarked
package io.quorate.app;

import org.jspecify.annotations.NullMarked;
