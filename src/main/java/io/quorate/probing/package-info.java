/**
 * Looking at servers: one {@link io.quorate.probing.Prober} actor per server, and the {@link io.quorate.probing.Fleet}
 * that starts and stops them. Two rhythms: a full probe each poll period, and between them, on servers that others
 * replicate from, a pulse many times a second.
 *
 * <p>Draws no conclusions: a failed probe is an observation like a good one. What it means is decided above.
 *
 * <p>Read {@link io.quorate.probing.Prober} first.
 */
@NullMarked
package io.quorate.probing;

import org.jspecify.annotations.NullMarked;
