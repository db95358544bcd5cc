package io.quorate.journal;

import java.util.Optional;

/**
 * What the writer knows of one persistence id.
 *
 * @param id short number that stands for the persistence id in the tables
 * @param highestNr highest sequence number ever written, deleted or not; 0 before the first event
 * @param usedNr highest sequence number an actor has used since the start of this process, at least {@code highestNr};
 *     greater when the last writes were rejected, since Akka's classic actors do not use those numbers again
 * @param deletedTo events up to and including this one are deleted; 0 for none
 */
record StreamState(long id, long highestNr, long usedNr, long deletedTo) {

    StreamState {
        if (usedNr < highestNr || deletedTo > highestNr) {
            throw new IllegalStateException("stream " + id + ": highest " + highestNr + ", used " + usedNr
                    + ", deleted to " + deletedTo + " contradict each other");
        }
    }

    static StreamState stored(long id, long highestNr, long deletedTo) {
        return new StreamState(id, highestNr, highestNr, deletedTo);
    }

    /** Why a write may not begin with this number; empty when it may. */
    Optional<String> objectionTo(long firstNr) {
        if (firstNr <= highestNr) {
            return Optional.of(
                    "number " + highestNr + " is stored already, so a second writer uses the same" + " persistence id");
        }
        if (firstNr > usedNr + 1) {
            return Optional.of("the highest number known is " + usedNr + ", so events in between were lost");
        }
        return Optional.empty();
    }

    StreamState afterWriting(long lastNr) {
        return new StreamState(id, lastNr, Math.max(usedNr, lastNr), deletedTo);
    }

    StreamState afterRejecting(long lastNr) {
        return new StreamState(id, highestNr, Math.max(usedNr, lastNr), deletedTo);
    }

    StreamState afterDeletingTo(long nr) {
        return new StreamState(id, highestNr, usedNr, Math.max(deletedTo, Math.min(nr, highestNr)));
    }
}
