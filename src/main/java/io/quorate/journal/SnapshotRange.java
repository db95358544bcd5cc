package io.quorate.journal;

import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotSelectionCriteria;

/** Which snapshots of a persistence id are meant; all bounds inclusive, times in milliseconds since 1970. */
record SnapshotRange(long minNr, long maxNr, long minTime, long maxTime) {

    static SnapshotRange of(SnapshotSelectionCriteria criteria) {
        return new SnapshotRange(
                criteria.minSequenceNr(), criteria.maxSequenceNr(), criteria.minTimestamp(), criteria.maxTimestamp());
    }

    /** Exactly one number; a time of 0 in the metadata stands for any time. */
    static SnapshotRange of(SnapshotMetadata one) {
        long nr = one.sequenceNr();
        long time = one.timestamp();
        return time == 0 ? new SnapshotRange(nr, nr, 0, Long.MAX_VALUE) : new SnapshotRange(nr, nr, time, time);
    }
}
