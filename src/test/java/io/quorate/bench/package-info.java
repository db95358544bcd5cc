/**
 * Programs that measure Quorate on real servers and print tables: {@code bin/bench NAME}. The figures stand in {@code
 * docs/performance.md}.
 *
 * <p>They use the product as a user does and change nothing in it; nothing here is part of the jar.
 *
 * <p>Read {@link io.quorate.bench.FailoverBench} first.
 */
@NullMarked
package io.quorate.bench;

import org.jspecify.annotations.NullMarked;
