package io.quorate.statemachine;

import java.util.Optional;

/**
 * One key was written.
 *
 * @param revision of the write; keys that were written at once share it
 * @param value empty when it was deleted
 */
public record KeyWrite(long revision, String key, Optional<String> value) {}
