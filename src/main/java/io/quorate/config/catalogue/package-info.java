/**
 * Every configuration key as data: name, type, default, origin, what becomes of it here, and one line about its
 * meaning. The reader, the reference page and the full sample file all follow from this list.
 *
 * <p>Does not read files and knows no rule that concerns more than one key.
 *
 * <p>Read {@link io.quorate.config.catalogue.Key} first, then any of the {@code *Keys} lists.
 */
@NullMarked
package io.quorate.config.catalogue;

import org.jspecify.annotations.NullMarked;
