package io.quorate.readmodel;

import io.quorate.model.InstanceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long one probe took.
 *
 * @param at when it ended
 * @param server the part spent talking to the server
 * @param own the part spent on our own storage
 * @param error why it failed; empty when it was good
 */
public record ProbeSample(
        Instant at, InstanceKey key, Duration total, Duration server, Duration own, Optional<String> error) {}
