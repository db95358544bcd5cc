/**
 * The wire: JSON documents exactly as the clients of the old systems read them, field for field and in their order,
 * and the newer, smaller ones of our own page. The only home of the names {@code master} and {@code slave}.
 *
 * <p>Asks nobody and changes nothing: values in, bytes out. No HTTP, no actors, no clock.
 *
 * <p>Read {@link io.quorate.api.Json} first, then {@link io.quorate.api.InstanceJson}.
 */
@NullMarked
package io.quorate.api;

import org.jspecify.annotations.NullMarked;
