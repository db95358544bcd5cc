/**
 * Reads the JSON configuration file of orchestrator and its relatives: finds and merges files, replaces variables, maps
 * old names, checks everything and reports all it found at once; tells what a reload would change.
 *
 * <p>Nothing imports it but the wiring of the program, which fills each package's own settings from it.
 *
 * <p>Read {@link io.quorate.config.ConfigurationLoader} first.
 */
@NullMarked
package io.quorate.config;

import org.jspecify.annotations.NullMarked;
