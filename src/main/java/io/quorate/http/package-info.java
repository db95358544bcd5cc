/**
 * The HTTP surface: the old systems' {@code /api/...}, the newer {@code /api/v2/...} with its event stream, and the
 * files of the web page. Requests are translated: parsed, asked of the read model or proposed to the replicated log,
 * and written as {@code api} says.
 *
 * <p>Holds no rule of the domain, reaches no database and no MySQL server; what it wants done there it asks of the
 * ports {@link io.quorate.http.DiscoveryCommands}, {@link io.quorate.http.RecoveryCommands} and
 * {@link io.quorate.http.HostNames}.
 *
 * <p>Read {@link io.quorate.http.ApiRoutes} first, which lists the areas, then {@link io.quorate.http.EndpointTable}.
 */
@NullMarked
package io.quorate.http;

import org.jspecify.annotations.NullMarked;
