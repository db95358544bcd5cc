/**
 * The operator's commands around a failure and its recovery: what they are told, how their text becomes a script that a
 * value cannot break, and how they are run, watched and ended.
 *
 * <p>Knows nothing of diagnosis, plans or the audit: facts come in as a {@link io.quorate.hooks.HookContext}, what
 * happens goes out as events. Every call that runs a hook blocks; use a dispatcher for blocking work.
 *
 * <p>Read {@link io.quorate.hooks.HookRunner} first, then {@code docs/hooks.md}.
 */
@NullMarked
package io.quorate.hooks;

import org.jspecify.annotations.NullMarked;
