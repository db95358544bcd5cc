package io.quorate.journal;

import java.util.List;
import java.util.Optional;

/**
 * What one {@code AtomicWrite} became before it reaches the database: events that are stored all or none, or a
 * rejection, in which case nothing of it is stored but its sequence numbers count as used.
 *
 * @param firstNr lowest sequence number asked for
 * @param lastNr highest sequence number asked for
 * @param events in order; empty when rejected
 * @param rejection why nothing may be stored
 */
record AtomicEvents(
        String persistenceId, long firstNr, long lastNr, List<EventRow> events, Optional<Exception> rejection) {

    AtomicEvents {
        events = List.copyOf(events);
    }

    AtomicEvents rejected(Exception reason) {
        return new AtomicEvents(persistenceId, firstNr, lastNr, List.of(), Optional.of(reason));
    }

    long size() {
        return events.stream().mapToLong(EventRow::size).sum();
    }
}
