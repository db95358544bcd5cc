package io.quorate.analysis;

import io.quorate.model.InstanceKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One thing a diagnosis rests on.
 *
 * @param server who was looked at
 * @param at how young the knowledge is: when the probe began that brought it
 * @param sentence for people, without the server's name and the time
 */
public record Evidence(InstanceKey server, Instant at, String sentence) {

    /** {@code 2026-01-01T12:00:00.250Z db2:3306 lost its connection …}. */
    @Override
    public String toString() {
        return at.truncatedTo(ChronoUnit.MILLIS) + " " + server + " " + sentence;
    }
}
