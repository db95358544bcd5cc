package io.quorate.journal;

import java.util.Optional;

/**
 * Watches rows go by in a replay and tells when one is missing. Numbers alone cannot tell, because rejected writes leave
 * holes; therefore each row carries the number of its predecessor, and the stream the number of its last row.
 */
final class ReplayCheck {

    private final StreamState stream;
    private final long fromNr;
    private long lastNr;

    /** @param fromNr lowest number asked for, above {@code stream.deletedTo()} */
    ReplayCheck(StreamState stream, long fromNr) {
        this.stream = stream;
        this.fromNr = fromNr;
    }

    /** Number of the last row seen, or of the one before the first asked for. */
    long lastNr() {
        return lastNr == 0 ? fromNr - 1 : lastNr;
    }

    /** What is wrong with this row's place, if anything. */
    Optional<String> next(long sequenceNr, long previousNr) {
        boolean follows = lastNr == 0 ? previousNr < fromNr : previousNr == lastNr;
        lastNr = sequenceNr;
        return follows ? Optional.empty() : Optional.of("the event before it, number " + previousNr + ", is missing");
    }

    /** What is wrong once the rows up to {@code toNr} ran out before the limit did, if anything. */
    Optional<String> end(long toNr) {
        boolean toTheEnd = toNr >= stream.highestNr() && fromNr <= stream.highestNr();
        return toTheEnd && lastNr != stream.highestNr()
                ? Optional.of("events up to number " + stream.highestNr() + " were written but are not there")
                : Optional.empty();
    }
}
