/**
 * The web page in a real browser: a headless Chromium reads it from a real HTTP server whose read model the test
 * feeds.
 *
 * <p>No MySQL server is needed here, and none is started.
 *
 * <p>Read {@link io.quorate.dashboard.web.FleetPageIT} first.
 */
@NullMarked
package io.quorate.dashboard.web;

import org.jspecify.annotations.NullMarked;
