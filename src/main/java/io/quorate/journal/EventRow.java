package io.quorate.journal;

import java.util.Optional;

/**
 * One event as it is stored.
 *
 * @param sequenceNr from 1, strictly increasing within the persistence id; numbers of rejected writes are left out
 * @param writtenAt milliseconds since 1970
 * @param writer Akka's writer UUID, by which its replay filter tells two writers apart
 * @param adapterManifest manifest of an event adapter, mostly empty
 * @param metadata only replicated event sourcing sets it
 */
record EventRow(
        String persistenceId,
        long sequenceNr,
        long writtenAt,
        String writer,
        String adapterManifest,
        Encoded event,
        Optional<Encoded> metadata) {

    int size() {
        return event.size() + metadata.map(Encoded::size).orElse(0);
    }

    /**
     * Checksum over everything in the row, and its predecessor.
     *
     * @param previousNr number of the event written before this one, 0 for the first
     */
    long checksum(long previousNr) {
        Checksum sum = new Checksum()
                .add(persistenceId)
                .add(sequenceNr)
                .add(previousNr)
                .add(writtenAt)
                .add(writer)
                .add(adapterManifest)
                .add(event);
        metadata.ifPresent(sum::add);
        return sum.value();
    }
}
