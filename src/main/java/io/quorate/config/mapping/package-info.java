/**
 * Fills the settings of each package from the {@link io.quorate.config.Configuration}: one class per package, named
 * after it. The only place where keys of the file meet the components of settings.
 *
 * <p>Decides nothing: no defaults (those are in the catalogue), no checks (those were made when the file was read).
 *
 * <p>Read {@link io.quorate.config.mapping.ToProbing} first.
 */
@NullMarked
package io.quorate.config.mapping;

import org.jspecify.annotations.NullMarked;
