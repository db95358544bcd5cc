package io.quorate.journal;

/**
 * Another process holds this journal for writing, or took it over while we had it. The message names the holder.
 * A store that was taken over stays closed to writing until the process is started again.
 */
public final class JournalInUseException extends JournalException {

    private JournalInUseException(String message) {
        super(message);
    }

    /** Refused at opening. */
    static JournalInUseException heldBy(String store, String holder) {
        return new JournalInUseException("The journal in " + store + " is in use by " + holder
                + ". Two writers would destroy each other's log. Stop that process, or give this one its own journal.");
    }

    /** Found out at a write: somebody else has become the writer since. */
    static JournalInUseException takenOverBy(String store, String holder) {
        return new JournalInUseException("The journal in " + store + " was taken over by " + holder
                + ". This process writes to it no more. Stop one of the two, then restart this one if it is to stay.");
    }
}
