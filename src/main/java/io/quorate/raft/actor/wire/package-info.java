/**
 * The binary forms: entries, configurations and snapshots on disk, messages on the wire. Each begins with a version, and
 * damaged bytes are refused with a sentence.
 *
 * <p>Knows no actor. Java's serialization is used nowhere; no class name is ever written.
 *
 * <p>Read {@link io.quorate.raft.actor.wire.EntryCodec} first.
 */
@NullMarked
package io.quorate.raft.actor.wire;

import org.jspecify.annotations.NullMarked;
