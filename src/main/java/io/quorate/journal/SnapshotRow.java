package io.quorate.journal;

import java.util.Optional;

/**
 * One snapshot as it is stored.
 *
 * @param createdAt milliseconds since 1970, as Akka gave it
 */
record SnapshotRow(String persistenceId, long sequenceNr, long createdAt, Encoded state, Optional<Encoded> metadata) {

    long checksum() {
        Checksum sum =
                new Checksum().add(persistenceId).add(sequenceNr).add(createdAt).add(state);
        metadata.ifPresent(sum::add);
        return sum.value();
    }
}
