package io.quorate.journal;

/**
 * A write whose sequence number does not follow what is stored: it would overwrite an event or leave a hole. Nothing of
 * it was written. The cause is a second actor with the same persistence id, or events that were lost.
 */
public final class SequenceRefusedException extends JournalException {

    SequenceRefusedException(String store, String persistenceId, long sequenceNr, String objection) {
        super("The journal in " + store + " refuses sequence number " + sequenceNr + " of persistence id '"
                + persistenceId + "': " + objection + ". Nothing was written.");
    }
}
