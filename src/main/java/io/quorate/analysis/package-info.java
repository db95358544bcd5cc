/**
 * What is wrong with a replication cluster, how we know, and whether one may act on it: a function from a topology to
 * diagnoses. Codes and conditions are those of the systems before this one; acting asks for more evidence than they did.
 *
 * <p>It has no clock, does no I/O, keeps no state and imports {@code model} only: what must be remembered between two
 * looks is a value ({@link io.quorate.analysis.AnalysisMemory}) that its owner passes in.
 *
 * <p>Read {@link io.quorate.analysis.Analyzer} first, then {@link io.quorate.analysis.Rules}.
 */
@NullMarked
package io.quorate.analysis;

import org.jspecify.annotations.NullMarked;
